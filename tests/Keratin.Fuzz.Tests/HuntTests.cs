namespace Keratin.Fuzz.Tests;

/// <summary>Whatever bytes a reader gets, it reads them or refuses them by its documented error, in little time and memory.</summary>
public sealed class HuntTests
{
    // Those that make models or tables take ten times as long; each gets about the same time.
    private static readonly string[] Costly = ["keras", "legacy", "weights", "config", "inspect", "csv"];

    private const int Inputs = 6_000, CostlyInputs = 2_000;

    [Fact]
    public void Damaged_inputs_are_read_or_refused()
    {
        (IReadOnlyList<Tally> tallies, IReadOnlyList<Harm> harms) =
            Hunt.Run([.. FuzzTargets.All.Select(target => new Job(target, 0, Costly.Contains(target.Name) ? CostlyInputs : Inputs, Seed: 1))], TextWriter.Null);

        Assert.Empty(harms);
        Assert.Equal(FuzzTargets.All.Select(target => target.Name), tallies.Select(tally => tally.Target));
        // Were all refused, nothing would be known of what comes behind the first check.
        Assert.All(tallies, tally => Assert.InRange((double)tally.Refused / tally.Executions, 0.2, 0.995));
    }

    [Fact]
    public void What_once_did_harm_is_refused()
    {
        (IReadOnlyList<Tally> tallies, IReadOnlyList<Harm> harms) = Hunt.Run([.. FuzzTargets.All.Select(target => new Job(target, 0, Findings.Of(target).Count, Seed: null))], TextWriter.Null);

        Assert.Empty(harms);
        Assert.InRange(tallies.Sum(tally => tally.Executions), 12, long.MaxValue);
        Assert.All(tallies, tally => Assert.Equal(tally.Executions, tally.Refused));
    }

    [Fact]
    public void Every_finding_is_of_a_target() =>
        Assert.All(Directory.GetDirectories(Findings.Folder), folder => Assert.Contains(FuzzTargets.All, target => target.Name == Path.GetFileName(folder)));

    [Fact]
    public void Each_kind_of_harm_is_found_and_the_hunt_goes_on()
    {
        var errors = new StringWriter();

        (IReadOnlyList<Tally> tallies, IReadOnlyList<Harm> harms) = Hunt.Run([new Job(FuzzTargets.Planted, 0, 9, Seed: 1), new Job(FuzzTargets.Find("words")!, 0, 10, Seed: 1)], errors);

        Assert.Equal([2, 3, 4, 5, 6, 7], harms.Select(harm => harm.Number).Order());
        Assert.Contains(harms, harm => harm is { Number: 2, What: "InvalidDataException in " });
        Assert.Contains(harms, harm => harm is { Number: 3, What: "KeyNotFoundException in " });
        Assert.Contains(harms, harm => harm is { Number: 4, What: "takes too much memory" });
        Assert.Contains(harms, harm => harm is { Number: 5, What: "OutOfMemoryException in " });
        Assert.Contains(harms, harm => harm is { Number: 6, What: "does not end" });
        Assert.Contains(harms, harm => harm.Number == 7 && harm.What.StartsWith("ends the process", StringComparison.Ordinal));
        Assert.Equal(9, tallies.Where(tally => tally.Target == "planted").Sum(tally => tally.Executions));
        Assert.Equal(10, tallies.Single(tally => tally.Target == "words").Executions);
        Assert.Contains("KeyNotFoundException", errors.ToString(), StringComparison.Ordinal);
    }
}
