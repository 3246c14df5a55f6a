using System.Globalization;
using Keratin.Tests;

namespace Keratin.Core.Tests;

/// <summary>Runs the probe program as a child.</summary>
internal static class ProbeProcess
{
    public const string NoAvx512 = "DOTNET_EnableAVX512=0";

    /// <summary>Trains every case and returns what was printed, one line a case: its name, hash and allocated bytes.</summary>
    public static IReadOnlyList<Outcome> Run(int steps, int threads, params string[] settings) => Run([Text(steps), Text(threads)], settings);

    /// <summary>Trains one case only: for settings under which the others take seconds.</summary>
    public static IReadOnlyList<Outcome> Run(string only, params string[] settings) => Run(["1", "1", only], settings);

    private static IReadOnlyList<Outcome> Run(string[] arguments, string[] settings) => [.. ChildProcess.Run("Keratin.Probe", arguments, settings).Select(Outcome.Parse)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One line of the probe.</summary>
    internal sealed record Outcome(string Name, string Hash, long AllocatedBytes)
    {
        public static Outcome Parse(string line)
        {
            string[] words = line.Split(' ');
            return new Outcome(words[0], words[1], long.Parse(words[2], CultureInfo.InvariantCulture));
        }
    }
}
