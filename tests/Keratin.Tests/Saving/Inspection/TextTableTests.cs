using System.Text;

namespace Keratin.Tests;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_cells_and_numbers_stand_at_the_right()
    {
        var table = new TextTable(2, "Name", " Count");
        table.Add("a", "1");
        table.Add("longer", "1,000");
        Assert.Equal("Name    Count\n─────────────\na           1\nlonger  1,000\n", Written(table));
    }

    [Fact]
    public void The_widest_column_goes_on_below_between_words_or_within_them()
    {
        var table = new TextTable(2);
        table.Add("key", string.Join(' ', Enumerable.Repeat("twelve", 20)));
        table.Add("path", new string('x', 150));
        string[] lines = Written(table).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 96));
        Assert.Equal(["key   " + string.Join(' ', Enumerable.Repeat("twelve", 13)), "      " + string.Join(' ', Enumerable.Repeat("twelve", 7))], lines[..2]);
        Assert.Equal(["path  " + new string('x', 90), "      " + new string('x', 60)], lines[2..4]);
    }

    [Fact]
    public void Columns_that_are_all_too_wide_share_the_page()
    {
        var table = new TextTable(3);
        table.Add(new string('a', 200), new string('b', 300), "c");
        Assert.All(Written(table).Split('\n')[..^1], line => Assert.InRange(line.Length, 1, 96));
        Assert.Equal(200, Written(table).Count(letter => letter == 'a'));
        Assert.Equal(300, Written(table).Count(letter => letter == 'b'));
    }

    [Fact]
    public void A_cell_that_nobody_would_read_to_its_end_is_cut()
    {
        var table = new TextTable(1);
        table.Add(new string('x', 1_004_000));
        Assert.Equal(4_000, Written(table).Count(letter => letter == 'x'));
        Assert.Contains("… and 1,000,000 characters more", Written(table).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static string Written(TextTable table)
    {
        var text = new StringBuilder();
        table.Write(text);
        return text.ToString();
    }
}
