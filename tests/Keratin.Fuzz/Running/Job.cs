using System.Globalization;

namespace Keratin.Fuzz;

/// <summary>Inputs that a child is to read: mutants of a target by their numbers, or past findings by their places.</summary>
/// <param name="Target">The reader.</param>
/// <param name="From">The first number.</param>
/// <param name="End">The number behind the last.</param>
/// <param name="Seed">What all chance is made of; null: past findings.</param>
internal sealed record Job(FuzzTarget Target, long From, long End, int? Seed)
{
    /// <summary>An input.</summary>
    public byte[] Input(long number) => Seed is { } seed ? Target.Mutant(seed, number) : File.ReadAllBytes(Findings.Of(Target)[(int)number]);

    /// <summary>As an argument of a child.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Target.Name}:{From}:{End}:{Seed}");

    /// <summary>Reads such an argument.</summary>
    public static Job Parse(string text)
    {
        string[] parts = text.Split(':');
        return new Job(FuzzTargets.Find(parts[0])!, Number(parts[1]), Number(parts[2]), parts[3].Length > 0 ? (int)Number(parts[3]) : null);

        static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
    }
}
