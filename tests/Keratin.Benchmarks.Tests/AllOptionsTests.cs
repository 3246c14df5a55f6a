namespace Keratin.Benchmarks.Tests;

public sealed class AllOptionsTests
{
    [Fact]
    public void Nothing_named_is_everything()
    {
        AllOptions options = Only();
        Assert.All(Sections.All, section => Assert.True(options.Wants(section)));
        Assert.Equal(Turn.All, options.Turns);
    }

    [Fact]
    public void A_workload_alone_is_compared_in_full_width()
    {
        AllOptions options = Only("W3");
        Assert.Equal([Sections.Peers], Sections.All.Where(options.Wants));
        Assert.Equal(["W3"], options.Turns.Select(turn => turn.Name));
    }

    [Fact]
    public void A_part_and_a_workload_are_combined()
    {
        AllOptions options = Only(Sections.Narrow, "W1-dense", "whole");
        Assert.Equal([Sections.Narrow], Sections.All.Where(options.Wants));
        Assert.Equal(["W1-dense", "whole"], options.Turns.Select(turn => turn.Name));
    }

    [Theory]
    [InlineData("--rounds 0", "--rounds must be at least 1")]
    [InlineData("--only W9", "W9")]
    public void A_wrong_option_is_named(string arguments, string expected) =>
        Assert.Contains(Commands.Root().Parse("all " + arguments).Errors, error => error.Message.Contains(expected, StringComparison.Ordinal));

    private static AllOptions Only(params string[] names) => new() { Build = "build", Only = names };
}
