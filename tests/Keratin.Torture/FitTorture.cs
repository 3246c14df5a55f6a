namespace Keratin.Torture;

/// <summary>Trains with backups: killed at any call, or failed, and started again, a training ends with the bits of one that was left in peace.</summary>
internal static class FitTorture
{
    /// <summary>Kills a training at its calls, and lets them fail.</summary>
    /// <param name="every">Takes each so many-th call: 1 for all.</param>
    /// <param name="errors">How calls fail, in turn.</param>
    public static Outcome Run(int every, IReadOnlyList<string> errors)
    {
        var findings = new List<string>();
        int kills = 0, failures = 0;
        string? expected = null;
        IReadOnlyList<SystemCall> calls = [];
        Within(folder => expected = ResultOf(SystemCalls.Run("fit", folder)));
        Within(folder => calls = SystemCalls.Of(folder, "fit", folder));
        foreach ((int place, SystemCall call) in calls.Index().Where(call => call.Index % every == 0))
        {
            string error = errors[place % errors.Count];
            Within(folder =>
            {
                SystemCalls.Kill(call, "fit", folder);
                kills++;
                GoOn($"killed at {call}", folder);
            });
            Within(folder =>
            {
                ProcessResult result = SystemCalls.Fail(call, error, "fit", folder);
                failures++;
                if (result.ExitCode == 0)
                {
                    if (ResultOf(result) != expected) findings.Add($"{error} at {call}: success was told, but the result is another: {result.Output}{result.Errors}");
                }
                else if (result.ExitCode != Workload.Refused) findings.Add($"{error} at {call}: ended with {result.ExitCode}: {result.Errors}");
                else GoOn($"{error} at {call}", folder);
            });
        }
        return new Outcome("training with backups", kills, failures, findings);

        void GoOn(string what, string folder)
        {
            ProcessResult result = SystemCalls.Run("fit", folder);
            if (ResultOf(result) != expected) findings.Add($"{what}: the result is another: {result.Output}{result.Errors}");
            if (Directory.Exists(Path.Combine(folder, "backup"))) findings.Add($"{what}: backups were left: {string.Join(", ", Directory.GetFiles(Path.Combine(folder, "backup")))}");
        }
    }

    /// <summary>The line that says what came of a training.</summary>
    public static string? ResultOf(ProcessResult result) => result.Output.Split('\n').FirstOrDefault(line => line.StartsWith("result ", StringComparison.Ordinal));

    /// <summary>Does something in a folder that is deleted afterwards.</summary>
    public static void Within(Action<string> work)
    {
        string folder = Directory.CreateTempSubdirectory("keratin-torture-").FullName;
        try
        {
            work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
