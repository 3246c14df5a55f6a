using ScottPlot;

namespace Keratin.Tests;

public sealed class LegendTests
{
    private static readonly LegendEntry Entry = new(LegendSymbol.Dot, Colors.Black, "training");

    [Fact]
    public void Entries_that_do_not_fit_beside_each_other_go_to_the_next_line()
    {
        var legend = new Legend([Entry, Entry, Entry]);
        Assert.Equal(26, legend.Height(1000));
        Assert.Equal(46, legend.Height(250));
        Assert.Equal(66, legend.Height(1));
    }

    [Fact]
    public void A_legend_without_entries_takes_no_line() => Assert.Equal(6, new Legend([]).Height(1000));
}
