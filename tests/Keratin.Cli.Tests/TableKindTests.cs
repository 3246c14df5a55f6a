using System.Globalization;
using Keratin.Cli.Tables;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

/// <summary>What a file says about itself: its separator, its decimal point, and the kinds of its columns.</summary>
public sealed class TableKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_taken_for_what_their_values_tell()
    {
        (string Name, Func<int, string> Value)[] columns =
        [
            ("", i => $"{i}"),
            ("guid", i => $"{i * 7919 % 1000:X}f"),
            ("customer_id", i => $"{1000 + i * 37 % 60}"),
            ("postcode", i => $"0{1000 + i % 5}"),
            ("product code", i => $"{17 + i % 4}"),
            ("rooms", i => $"{1 + i % 6}"),
            ("weight", i => $"{i * 0.25:F2}"),
            ("all different numbers", i => $"{i * i + 3}"),
            ("share", i => $"{i}e-3"),
            ("vip", i => i % 9 == 0 ? "yes" : "no"),
            ("mixed codes", i => i % 3 == 0 ? "A" : $"{i % 3}"),
            ("city", i => i % 10 == 0 ? "N/A" : $"city {i % 7}"),
            ("sometimes", i => i % 2 == 0 ? "seen" : ""),
            ("comment", i => $"the {i}. customer said that all is well"),
            ("name", i => $"Ann Number{i}"),
            ("status", i => i % 2 == 0 ? "it is on its way" : "it has been delivered to you"),
            ("day", i => $"2024-{1 + i % 12:D2}-{1 + i % 28:D2}"),
            ("german", i => $"{1 + i % 28}.{1 + i % 12}.2024"),
            ("american", i => $"{1 + i % 12}/{1 + i % 28}/2024"),
            ("undecided", i => $"{1 + i % 12:D2}/{1 + i % 11:D2}/2024"),
            ("moment", i => $"2024-01-{1 + i % 28:D2}T{i % 24:D2}:30:00Z"),
            ("always", _ => "x"),
            ("never", _ => ""),
            ("always or missing", i => i % 2 == 0 ? "7" : ""),
        ];
        string text = string.Join(',', columns.Select(column => column.Name)) + "\n"
            + string.Concat(Enumerable.Range(0, 60).Select(i => string.Join(',', columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Value(i)}"))) + "\n"));
        TableProfile profile = Profile(text);
        Assert.Equal(60, profile.Rows);
        Snapshot.Matches("kinds", string.Concat(profile.Columns.Select(column => ColumnInference.Of(column)).Select(column => $"{column.Name}: {column.Kind.ToString().ToLowerInvariant()}, {column.Note}{(column.Missing > 0 ? $", {column.Missing} missing" : "")}\n")));
    }

    [Theory]
    [InlineData("a,b\n1.5,x\n2.5,y\n", ',', false)]
    [InlineData("a;b\n1,5;x\n2,5;y\n", ';', true)]
    [InlineData("a;b\n1.5;x\n2.5;y\n", ';', false)]
    [InlineData("a\tb\n1,5\tx, y\n2,5\ty, z\n", '\t', true)]
    [InlineData("text;b\n\"one, two, three\";1\n\"four, five, six\";2\n", ';', false)]
    [InlineData("text,about\n\"one; two; three; four\",1\n\"five; six; seven; eight\",2\n", ',', false)]
    [InlineData("body,about\none,red|green|blue\ntwo,red|green|blue\nthree,red|green|blue\n", ',', false)]
    [InlineData("a,b\r\n1,\"x\r\ny\"\r\n", ',', false)]
    public void The_separator_and_the_decimal_point_are_found_out(string text, char separator, bool comma)
    {
        File.WriteAllText(_folder.Path("t.csv"), text);
        using var file = CsvFile.Open(_folder.Path("t.csv"), CancellationToken.None);
        Assert.Equal((separator, comma), (file.Separator, file.CommaIsDecimal));
        Assert.Equal(2, file.Columns.Length);
    }

    [Fact]
    public void Other_encodings_are_known_by_their_marks()
    {
        foreach (System.Text.Encoding encoding in (System.Text.Encoding[])[System.Text.Encoding.UTF8, System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode])
        {
            File.WriteAllText(_folder.Path("t.csv"), "Größe,b\nzwölf,2\n", encoding);
            using var file = CsvFile.Open(_folder.Path("t.csv"), CancellationToken.None);
            Assert.Equal(["Größe", "b"], file.Columns);
            CsvBatch batch = Assert.Single(file.Batches());
            Assert.Equal("zwölf", batch.Columns[0][0]);
            Assert.Equal(2, batch.Lines[0]);
        }
    }

    [Theory]
    [InlineData("yes", "no", "Classification")]
    [InlineData("0", "1", "Classification")]
    [InlineData("1.5", "2.5", "Regression")]
    [InlineData("3", "400", "Classification")]
    [InlineData("a|b", "b", "Multilabel")]
    public void The_target_tells_the_task(string first, string second, string task)
    {
        TableProfile profile = Profile("x,y\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{(i % 2 == 0 ? first : second)}\n")));
        Assert.Equal(task, TargetInference.Of([profile.Columns[1]], null).Task.ToString());
    }

    [Fact]
    public void Classes_are_whole_numbers_in_a_row_and_amounts_are_not()
    {
        Target Of(Func<int, int> value) => TargetInference.Of(Profile("y\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{value(i)}\n"))).Columns, null);
        Assert.Equal(["0", "1", "2"], Of(i => i % 3).Classes);
        Assert.Equal(TaskKind.Regression, Of(i => 3 + i % 6).Task);
        Assert.Equal(TaskKind.Regression, Of(i => i % 30).Task);
        // In the order of numbers, not of texts.
        Assert.Equal("10", Of(i => 1 + i % 12).Classes[9]);
    }

    private TableProfile Profile(string text)
    {
        File.WriteAllText(_folder.Path("t.csv"), text);
        using var file = CsvFile.Open(_folder.Path("t.csv"), CancellationToken.None);
        return TableProfile.Of(file, []);
    }
}
