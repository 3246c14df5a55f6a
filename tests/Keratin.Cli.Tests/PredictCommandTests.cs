using System.Diagnostics;
using System.Globalization;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed class PredictCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public PredictCommandTests()
    {
        _model = _folder.Path("m.keras");
        CommandRun.Of("train", Written("train.csv", DataFile.Sums(80)), "--target", "sum", "--out", _model, "--epochs", "3");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_are_written_so_that_they_read_back_to_the_same_bits()
    {
        string rows = Written("new.csv", DataFile.Sums(20));
        Model model = Model.Load(_model);
        double[][] cells = [.. File.ReadLines(rows).Skip(1).Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)))];
        NDArray x = model.FeatureSpace!.Call(new Table { ["a"] = Array.ConvertAll(cells, row => row[0]), ["b"] = Array.ConvertAll(cells, row => row[1]) });
        string[] lines = CommandRun.Of("predict", _model, rows).Output.TrimEnd('\n').Split('\n');
        Assert.Equal("prediction", lines[0]);
        Assert.Equal(model.Predict(x).ToArray(), lines[1..].Select(line => float.Parse(line, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Columns_come_in_any_order_and_separated_by_anything_and_more_of_them_do_not_matter()
    {
        string expected = CommandRun.Of("predict", _model, Written("new.csv", "a,b\n1.5,2\n0.5,10\n")).Output;
        Assert.Equal(3, expected.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(expected, CommandRun.Of("predict", _model, Written("new.csv", "\uFEFFb;name;a\r\n2;Ann;1,5\r\n10;\"Bob; the other\";0,5\r\n")).Output);
        Assert.Equal(expected, CommandRun.Of("predict", _model, Written("new.csv", "b\ta\n2\t1.5\n10\t0.5")).Output);
    }

    [Fact]
    public void Columns_are_kept_and_quoted_where_they_need_it()
    {
        string rows = Written("new.csv", "id,a,b,name\n7,1.5,2,\"Ann, \"\"the\"\" first\"\n8,0.5,10,Bob\n");
        Snapshot.Matches("predict-keep", CommandRun.Of("predict", _model, rows, "--keep", "name,id").Shown());
        Snapshot.Matches("predict-json", CommandRun.Of("predict", _model, rows, "--keep", "name,id", "--json").Shown());
    }

    [Fact]
    public void A_missing_number_is_taken_for_the_mean()
    {
        string[] lines = CommandRun.Of("predict", _model, Written("new.csv", "a,b\n,2\nNA,2\nnan,2\n")).Output.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Single(lines[1..].Distinct());
        double mean = File.ReadLines(_folder.Path("train.csv")).Skip(1).Average(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture));
        // That of the rows that were learnt from, which are four fifths.
        double[] around = [.. ((double[])[mean - 0.4, mean + 0.4]).Select(value => double.Parse(CommandRun.Of("predict", _model, Written("new.csv", string.Create(CultureInfo.InvariantCulture, $"a,b\n{value},2\n"))).Output.Split('\n')[1], CultureInfo.InvariantCulture))];
        Assert.InRange(double.Parse(lines[1], CultureInfo.InvariantCulture), around.Min(), around.Max());
    }

    [Fact]
    public void Rows_are_the_same_in_a_long_file_and_in_a_short_one()
    {
        string[] rows = DataFile.Sums(9_000).Split('\n');
        string[] all = CommandRun.Of("predict", _model, Written("new.csv", string.Join('\n', rows))).Output.TrimEnd('\n').Split('\n');
        Assert.Equal(9_001, all.Length);
        string[] last = CommandRun.Of("predict", _model, Written("new.csv", $"{rows[0]}\n{rows[9_000]}\n")).Output.TrimEnd('\n').Split('\n');
        Assert.Equal(all[^1], last[1]);
    }

    [Fact]
    public async Task The_standard_input_is_read()
    {
        string expected = CommandRun.Of("predict", _model, Written("new.csv", "a,b\n1.5,2\n0.5,10\n")).Output;
        using Process process = CommandProcess.Start("predict", _model, "-");
        await process.StandardInput.WriteAsync("a,b\n1.5,2\n0.5,10\n");
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((ExitCode.Success, expected), (process.ExitCode, output));
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.Path(name), text);
        return _folder.Path(name);
    }
}
