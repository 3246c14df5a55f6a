using System.Diagnostics;

namespace Keratin.Torture;

/// <summary>Kills a training at times that nobody chose, as often as it takes, until it has come to its end.</summary>
internal static class RandomKills
{
    /// <summary>Kills so often, over as many trainings as that takes.</summary>
    public static Outcome Run(int count)
    {
        var random = new Random(1);
        var findings = new List<string>();
        string? expected = null;
        long whole = 0;
        FitTorture.Within(folder =>
        {
            long begin = Stopwatch.GetTimestamp();
            expected = FitTorture.ResultOf(SystemCalls.Run("fit", folder));
            whole = (long)Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        });
        int kills = 0;
        while (kills < count)
        {
            FitTorture.Within(folder =>
            {
                while (kills < count && Killed(folder, random.Next((int)whole) + 1)) kills++;
                ProcessResult result = SystemCalls.Run("fit", folder);
                // It may have ended before it could be killed: then this was a new training, with the same result.
                if (FitTorture.ResultOf(result) != expected) findings.Add($"after {kills} kills: the result is another: {result.Output}{result.Errors}");
            });
        }
        return new Outcome("training with backups, at random times", kills, 0, findings);
    }

    private static bool Killed(string folder, int milliseconds)
    {
        using Process process = Process.Start(new ProcessStartInfo(SystemCalls.Dotnet, [typeof(RandomKills).Assembly.Location, "fit", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        bool ended = process.WaitForExit(milliseconds);
        if (!ended) process.Kill();
        process.WaitForExit();
        return !ended;
    }
}
