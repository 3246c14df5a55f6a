using System.Globalization;

namespace Keratin.Fuzz;

/// <summary>What came of the inputs of a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Executions">How many inputs were read.</param>
/// <param name="Refused">How many of them were refused as documented.</param>
/// <param name="Seconds">The processor's time for making and reading them.</param>
/// <param name="MostMemory">The most managed bytes that one took.</param>
/// <param name="Slowest">The longest time that one took, by the clock, in milliseconds.</param>
internal sealed record Tally(string Target, long Executions, long Refused, double Seconds, long MostMemory, double Slowest)
{
    /// <summary>Of two parts of a run.</summary>
    public static Tally operator +(Tally left, Tally right) => new(left.Target, left.Executions + right.Executions, left.Refused + right.Refused,
        left.Seconds + right.Seconds, Math.Max(left.MostMemory, right.MostMemory), Math.Max(left.Slowest, right.Slowest));

    /// <summary>As a child prints it.</summary>
    public string Line() => string.Create(CultureInfo.InvariantCulture, $"{Target} {Executions} {Refused} {Seconds:R} {MostMemory} {Slowest:R}");

    /// <summary>Reads what a child printed.</summary>
    public static Tally Parse(string[] words) => new(words[0], long.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture),
        double.Parse(words[3], CultureInfo.InvariantCulture), long.Parse(words[4], CultureInfo.InvariantCulture), double.Parse(words[5], CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Target,-12} {Executions,10:N0} inputs, {100.0 * Refused / Math.Max(1, Executions),3:F0} % refused, {Executions / Math.Max(Seconds, 1e-9),8:N0} a second, at most {MostMemory / 1048576.0,5:F1} MiB and {Slowest,6:F0} ms");
}
