using Keratin.Torture;

namespace Keratin.Tests;

/// <summary>The short run of what <c>tests/Keratin.Torture</c> does at every call and with every error.</summary>
public sealed class TortureTests
{
    [Fact]
    public void A_save_that_is_killed_or_fails_leaves_the_old_file_or_the_new_one_whole()
    {
        Assert.SkipWhen(SystemCalls.Missing is not null, SystemCalls.Missing ?? "");
        Outcome outcome = SaveTorture.Run(".keras", every: 9, ["ENOSPC"]);
        Assert.True(outcome.Findings.Count == 0, outcome.ToString());
        Assert.InRange(outcome.Kills, 3, 6);
    }

    [Fact]
    public void A_training_that_is_killed_or_fails_and_is_started_again_ends_with_the_same_bits()
    {
        Assert.SkipWhen(SystemCalls.Missing is not null, SystemCalls.Missing ?? "");
        Outcome outcome = FitTorture.Run(every: 101, ["EIO"]);
        Assert.True(outcome.Findings.Count == 0, outcome.ToString());
        Assert.InRange(outcome.Kills, 3, 8);
    }

    [Fact]
    public void What_is_written_is_on_the_disk_before_its_name_and_its_name_before_success()
    {
        Assert.SkipWhen(SystemCalls.Missing is not null, SystemCalls.Missing ?? "");
        using var folder = new TemporaryFolder();
        string[] calls = [.. SystemCalls.Of(folder.Root, "save", folder.Path("model.keras"), "1").Select(call =>
            $"{call.Name} {(call.Arguments.Contains(".part", StringComparison.Ordinal) ? "content" : "folder")}")];
        int flushed = Array.LastIndexOf(calls, "fsync content"), renamed = Array.FindIndex(calls, call => call.StartsWith("rename", StringComparison.Ordinal)), named = Array.IndexOf(calls, "fsync folder");
        Assert.True(Array.LastIndexOf(calls, "pwrite64 content") < flushed && flushed < renamed && renamed < named, string.Join('\n', calls));
    }
}
