namespace Keratin.Torture;

/// <summary>Saves over an existing file: whatever happens, it is whole afterwards, old or new.</summary>
internal static class SaveTorture
{
    /// <summary>Kills a save at its calls, and lets them fail.</summary>
    /// <param name="format">The file's end.</param>
    /// <param name="every">Takes each so many-th call: 1 for all.</param>
    /// <param name="errors">How calls fail.</param>
    public static Outcome Run(string format, int every, IReadOnlyList<string> errors)
    {
        string folder = Directory.CreateTempSubdirectory("keratin-torture-").FullName, path = Path.Combine(folder, $"model{format}"), old = Path.Combine(folder, $"old{format}"), made = Path.Combine(folder, $"new{format}");
        var findings = new List<string>();
        int kills = 0, failures = 0;
        try
        {
            SystemCalls.Run("save", old, "1");
            SystemCalls.Run("save", made, "2");
            (string before, string after) = (ContentOf(old), ContentOf(made));
            Restart();
            foreach (SystemCall call in SystemCalls.Of(folder, "save", path, "2").Where((_, place) => place % every == 0))
            {
                Restart();
                SystemCalls.Kill(call, "save", path, "2");
                kills++;
                Look($"killed at {call}", mayBeOld: true);
                // A leftover is removed when it is old enough to be nobody's.
                foreach (string left in Leftovers()) File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddMinutes(-2));
                if (SystemCalls.Run("save", path, "2").ExitCode != 0) findings.Add($"killed at {call}: the next save failed");
                Look($"killed at {call} and saved again", mayBeOld: false);
                if (Leftovers().Length > 0) findings.Add($"killed at {call} and saved again: {Leftovers()[0]} was left");
                foreach (string error in errors)
                {
                    Restart();
                    ProcessResult result = SystemCalls.Fail(call, error, "save", path, "2");
                    failures++;
                    string what = $"{error} at {call}";
                    if (result.ExitCode is not (0 or Workload.Refused)) findings.Add($"{what}: ended with {result.ExitCode}: {result.Errors}");
                    if (result.ExitCode == Workload.Refused && !result.Errors.Contains(path, StringComparison.Ordinal) && !result.Errors.Contains(folder, StringComparison.Ordinal)) findings.Add($"{what}: the message does not name the file: {result.Errors}");
                    Look(what, mayBeOld: result.ExitCode != 0);
                    // What cannot be deleted stays, until the next save.
                    if (call.Name is not ("unlink" or "unlinkat") && Leftovers().Length > 0) findings.Add($"{what}: {Leftovers()[0]} was left");
                }
            }

            void Restart()
            {
                foreach (string left in Leftovers()) File.Delete(left);
                File.Copy(old, path, overwrite: true);
            }

            void Look(string what, bool mayBeOld)
            {
                string content = ContentOf(path);
                if (content != after && !(mayBeOld && content == before)) findings.Add($"{what}: {(content == before ? "success was told, but the file is the old one" : content)}");
            }

            string[] Leftovers() => Directory.GetFiles(folder, "*.part");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return new Outcome($"saving {format}", kills, failures, findings);
    }

    // A whole model's file says when it was saved, so its bytes differ from one time to the next.
    private static string ContentOf(string path)
    {
        try
        {
            return path.EndsWith(".keras", StringComparison.Ordinal) ? Workload.HashOf(Model.Load(path)) : Convert.ToHexString(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return $"the file is lost: {error.Message}";
        }
    }
}
