namespace Keratin.Torture;

/// <summary>
/// Kills and fails saves and trainings at their system calls, and looks whether anything was lost: the long run of what the
/// tests do in short.
/// </summary>
public static class TortureProgram
{
    private static readonly string[] Formats = [".keras", ".weights.h5", ".safetensors", ".npz"];

    /// <summary><c>all</c> runs everything, <c>fits</c> trainings alone, <c>kills 200</c> kills one that often; <c>save</c> and <c>fit</c> are what is tortured.</summary>
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["save", string path, string seed]: return Workload.Save(path, int.Parse(seed));
            case ["fit", string folder]: return Workload.Fit(folder);
            case ["fits"]: return Tell([FitTorture.Run(every: 1, SystemCalls.Errors)]);
            case ["kills", string count]: return Tell([RandomKills.Run(int.Parse(count))]);
            case ["all"]:
                if (SystemCalls.Missing is { } missing)
                {
                    Console.Error.WriteLine(missing);
                    return 2;
                }
                return Tell(All());
            default:
                Console.Error.WriteLine("Usage: Keratin.Torture all | fits | kills COUNT");
                return 2;
        }
    }

    private static IEnumerable<Outcome> All()
    {
        foreach (string format in Formats) yield return SaveTorture.Run(format, every: 1, SystemCalls.Errors);
        yield return FitTorture.Run(every: 1, SystemCalls.Errors);
        yield return RandomKills.Run(200);
    }

    private static int Tell(IEnumerable<Outcome> outcomes)
    {
        int findings = 0;
        foreach (Outcome outcome in outcomes)
        {
            Console.WriteLine(outcome);
            findings += outcome.Findings.Count;
        }
        return findings == 0 ? 0 : 1;
    }
}
