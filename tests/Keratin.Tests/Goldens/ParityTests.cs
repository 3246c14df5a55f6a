using System.Globalization;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class ParityTests
{
    [Fact]
    public void Every_difference_from_Keras_is_within_its_tolerance_and_the_documentation_has_its_line()
    {
        Difference[] differences = [.. ParityProgram.Compare(ReferenceFiles.Path("goldens"))];
        Assert.True(differences.Length > 350, $"only {differences.Length} comparisons");
        Assert.DoesNotContain(differences, difference => !(difference.Size <= difference.Tolerance));

        string[][] now = [.. ParityPage.Rows(ParityPage.Render(differences))], written = [.. ParityPage.Rows(Page())];
        // All but the sizes, which a change of the order of a sum may move without harm.
        Assert.Equal(now.Select(Line), written.Select(Line));

        static string Line(string[] cells) => string.Join(" | ", cells[0], cells[1], cells[2], cells[4]);
    }

    [Fact]
    public void The_documentation_shows_no_difference_above_its_tolerance()
    {
        string[][] rows = [.. ParityPage.Rows(Page())];
        Assert.True(rows.Length > 100, $"only {rows.Length} lines");
        Assert.DoesNotContain(rows, cells => !(Number(cells[3]) <= Number(cells[4])));

        static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
    }

    private static string Page() => File.ReadAllText(Path.Combine(Checkout.Root, "docs", "parity.md"));
}
