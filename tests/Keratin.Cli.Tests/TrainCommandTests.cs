using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

/// <summary>From a file to a model: whole ways, with real data where they are there.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Boston_s_folds_are_as_good_as_those_of_the_book_s_network()
    {
        string data = ReferenceFiles.Path("datasets", "boston_mass.csv"), model = _folder.Path("boston.keras");
        CommandRun run = CommandRun.Of("train", data, "--target", "medv", "--out", model, "--k-fold", "4", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        using var found = JsonDocument.Parse(run.Output);
        double[] folds = [.. found.RootElement.GetProperty("folds").EnumerateArray().Select(fold => fold.GetProperty("mae").GetDouble())];
        double mean = found.RootElement.GetProperty("metrics").GetProperty("mae").GetDouble();
        Assert.Equal(4, folds.Length);
        Assert.Equal(folds.Average(), mean, 1e-9);
        Assert.InRange(found.RootElement.GetProperty("baseline").GetProperty("mae").GetDouble(), 6.64, 6.66);

        // The network and the folds of samples/boston.cs, which take the rows one by one.
        (LabeledRows train, _) = BostonHousing.LoadData();
        var book = CrossValidation.KFold(fold =>
        {
            (NDArray center, NDArray scale) = (fold.X.Mean(axis: 0), fold.X.Std(axis: 0));
            fold.Transform = rows => (rows - center) / scale;
            var network = new Sequential([new Dense(64, activation: "relu"), new Dense(64, activation: "relu"), new Dense(1)], seed: 42);
            network.Compile("rmsprop", "mse", metrics: ["mae"]);
            return network;
        }, train.X, train.Y, k: 4, epochs: 60, batchSize: 1);
        Assert.InRange(mean, 1.5, 1.1 * book.MeanHistory["val_mae"].Min());

        // Predictions are in thousands of dollars, not in deviations from a mean.
        using var checkedAgain = JsonDocument.Parse(CommandRun.Of("evaluate", model, data, "--json").Output);
        Assert.InRange(checkedAgain.RootElement.GetProperty("metrics").GetProperty("mae").GetDouble(), 0.5, mean);
    }

    [Fact]
    public void Newswires_as_texts_are_sorted_as_well_as_by_the_sample()
    {
        string folder = ReferenceFiles.Path("datasets");
        WordIndex words = Reuters.GetWordIndex(folder);
        (LabeledSequences train, LabeledSequences test) = Reuters.LoadData(folder);
        string Write(string name, LabeledSequences wires)
        {
            File.WriteAllLines(_folder.Path(name), wires.X.Select((wire, i) => $"{name}-{i},{Reuters.LabelNames[wires.Y[i]]},\"{words.Decode(wire).Replace("\"", "\"\"", StringComparison.Ordinal)}\"").Prepend("id,topic,body"));
            return _folder.Path(name);
        }
        string model = _folder.Path("news.keras"), testFile = Write("test.csv", test);
        CommandRun run = CommandRun.Of("train", Write("train.csv", train), "--target", "topic", "--out", model, "--epochs", "4", "--json");
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        using var found = JsonDocument.Parse(run.Output);
        Assert.Equal(["identifier", "target", "text"], found.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("kind").GetString()));
        Assert.Equal(46, found.RootElement.GetProperty("classes").GetArrayLength());

        using var evaluated = JsonDocument.Parse(CommandRun.Of("evaluate", model, testFile, "--json").Output);
        double accuracy = evaluated.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble();
        // samples/reuters.cs reaches 0.78 to 0.80.
        Assert.InRange(accuracy, 0.76, 0.85);

        CommandRun predicted = CommandRun.Of("predict", model, testFile, "--keep", "topic", "--out", _folder.Path("predicted.csv"));
        Assert.Equal($"{_folder.Path("predicted.csv")} holds 2,246 predictions.\n", predicted.Output);
        string[][] lines = [.. File.ReadLines(_folder.Path("predicted.csv")).Select(line => line.Split(','))];
        Assert.Equal(["topic", "prediction", "probability_acq"], lines[0][..3]);
        Assert.Equal(48, lines[0].Length);
        Assert.Equal(accuracy, lines[1..].Average(line => line[0] == line[1] ? 1.0 : 0), 1e-6);
        Assert.All(lines[1..], line => Assert.Equal(1, line[2..].Sum(cell => float.Parse(cell, CultureInfo.InvariantCulture)), 1e-3));
    }

    [Fact]
    public void A_table_of_all_kinds_becomes_a_model_that_reads_raw_rows()
    {
        string train = Written("customers.csv", DataFile.Customers(1500, seed: 1)), test = Written("later.csv", DataFile.Customers(500, seed: 2)), model = _folder.Path("left.keras");
        CommandRun run = CommandRun.Of("train", train, "--target", "left", "--out", model, "--epochs", "15");
        Snapshot.Matches("train", run.Shown(_folder.Root));
        CommandRun evaluated = CommandRun.Of("evaluate", model, test);
        Snapshot.Matches("evaluate", evaluated.Shown(_folder.Root));
        using var measured = JsonDocument.Parse(CommandRun.Of("evaluate", model, test, "--json").Output);
        Assert.InRange(measured.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble(), 0.85, 0.99);
    }

    [Theory]
    [InlineData("left", "Which class was taken for which")]
    [InlineData("price", "Predicted against true")]
    public void A_page_about_the_training_is_written_on_request(string target, string part)
    {
        string data = Written("customers.csv", DataFile.Customers(200, seed: 1)), page = _folder.Path("pages", "report.html");
        CommandRun run = CommandRun.Of("train", data, "--target", target, "--out", _folder.Path("m.keras"), "--epochs", "2", "--report", page);
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        Assert.EndsWith($"{page} shows more, in any browser.\n", run.Output, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.Contains($"{target}, from customers.csv", html, StringComparison.Ordinal);
        Assert.Contains(part, html, StringComparison.Ordinal);
        CommandRun.Of("train", data, "--target", target, "--out", _folder.Path("m.keras"), "--epochs", "2", "--k-fold", "3", "--report", page);
        Assert.Contains("fold 3", File.ReadAllText(page), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_page_about_labels_tells_each_by_its_name()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 60).Select(i => $"{i % 3},{(i % 3 == 0 ? "sport|politics" : i % 3 == 1 ? "sport" : "")}");
        string page = _folder.Path("report.html");
        CommandRun run = CommandRun.Of("train", Written("labels.csv", string.Join('\n', rows.Prepend("a,about"))), "--target", "about", "--task", "multilabel", "--out", _folder.Path("m.keras"), "--epochs", "2", "--report", page);
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        string html = File.ReadAllText(page);
        Assert.Contains("Label by label", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">politics</th>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_file_that_is_moved_predicts_the_same_bits()
    {
        string train = Written("customers.csv", DataFile.Customers(300, seed: 1)), rows = Written("new.csv", DataFile.Customers(50, seed: 3)), model = _folder.Path("left.keras");
        CommandRun.Of("train", train, "--target", "left", "--out", model, "--epochs", "2");
        CommandRun before = CommandRun.Of("predict", model, rows);
        string elsewhere = Directory.CreateDirectory(_folder.Path("else", "where")).FullName;
        File.Move(model, Path.Combine(elsewhere, "moved.keras"));
        File.Delete(train);
        CommandRun after = CommandRun.Of("predict", Path.Combine(elsewhere, "moved.keras"), rows);
        Assert.Equal((ExitCode.Success, ""), (before.Code, before.Error));
        Assert.Equal(51, before.Output.Count(letter => letter == '\n'));
        Assert.Equal(before, after);
    }

    [Fact]
    public void The_same_seed_gives_the_same_model()
    {
        string data = Written("sums.csv", DataFile.Sums(60));
        string Predicted(string seed)
        {
            CommandRun.Of("train", data, "--target", "sum", "--out", _folder.Path("m.keras"), "--epochs", "3", "--seed", seed);
            return CommandRun.Of("predict", _folder.Path("m.keras"), data).Output;
        }
        Assert.Equal(Predicted("5"), Predicted("5"));
        Assert.NotEqual(Predicted("5"), Predicted("6"));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e6)]
    public void A_target_of_any_size_is_learnt_equally_well(double unit)
    {
        string[] lines = [.. DataFile.Sums(200).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        IEnumerable<string> scaled = lines[1..].Select(line => line.Split(',')).Select(cells => $"{cells[0]},{cells[1]},{(double.Parse(cells[2], CultureInfo.InvariantCulture) * unit).ToString("R", CultureInfo.InvariantCulture)}");
        CommandRun run = CommandRun.Of("train", Written("scaled.csv", string.Join('\n', scaled.Prepend(lines[0]))), "--target", "sum", "--task", "regression", "--out", _folder.Path("m.keras"), "--json");
        using var found = JsonDocument.Parse(run.Output);
        double mae = found.RootElement.GetProperty("metrics").GetProperty("mae").GetDouble() / unit;
        Assert.InRange(mae, 1e-4, 0.4);
        Assert.InRange(found.RootElement.GetProperty("metrics").GetProperty("r2").GetDouble(), 0.97, 1);
    }

    [Fact]
    public void Labels_in_one_column_and_in_several_are_told_alike()
    {
        string[] words = ["goal", "vote", "rain", "goal vote", "vote rain", "goal rain"];
        string[] labels = ["sport", "politics", "weather", "sport|politics", "politics|weather", "sport;weather"];
        IEnumerable<string> joined = Enumerable.Range(0, 120).Select(i => $"\"{words[i % 6]} said the paper on day {i}\",{labels[i % 6]}");
        string Has(int i, string label) => labels[i % 6].Contains(label, StringComparison.Ordinal) ? "1" : "0";
        IEnumerable<string> apart = Enumerable.Range(0, 120).Select(i => $"\"{words[i % 6]} said the paper on day {i}\",{Has(i, "politics")},{Has(i, "sport")},{Has(i, "weather")}");
        CommandRun one = CommandRun.Of("train", Written("one.csv", string.Join('\n', joined.Prepend("body,about"))), "--target", "about", "--out", _folder.Path("one.keras"), "--epochs", "60", "--json");
        CommandRun several = CommandRun.Of("train", Written("several.csv", string.Join('\n', apart.Prepend("body,politics,sport,weather"))), "--target", "politics", "--target", "sport", "--target", "weather", "--out", _folder.Path("several.keras"), "--epochs", "60", "--json");
        Assert.Equal((ExitCode.Success, ""), (one.Code, one.Error));
        using JsonDocument first = JsonDocument.Parse(one.Output), second = JsonDocument.Parse(several.Output);
        Assert.Equal("multilabel", first.RootElement.GetProperty("task").GetString());
        Assert.Equal(first.RootElement.GetProperty("metrics").ToString(), second.RootElement.GetProperty("metrics").ToString());
        Assert.InRange(first.RootElement.GetProperty("metrics").GetProperty("f1_score").GetDouble(), 0.95, 1);
        Snapshot.Matches("predict-labels", CommandRun.Of("predict", _folder.Path("one.keras"), Written("new.csv", "body\nthe vote was said to bring rain\n"), "--json").Shown());
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_has_been_learnt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent as Unix sends them.");
        string data = Written("sums.csv", DataFile.Sums(400)), model = _folder.Path("m.keras");
        using Process process = CommandProcess.Start("train", data, "--target", "sum", "--task", "regression", "--out", model, "--epochs", "1000000", "--early-stopping", "0");
        string? line;
        while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("epoch", StringComparison.Ordinal)) { }
        Assert.NotNull(line);
        Assert.Equal(0, Kill(process.Id, 2));
        string rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(Interruption.ExitCode, process.ExitCode);
        Assert.Contains("Stopped by Ctrl-C after", rest, StringComparison.Ordinal);
        Assert.Contains($"{model} holds the model as far as it has got.", rest, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, CommandRun.Of("evaluate", model, data).Code);
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.Path(name), text);
        return _folder.Path(name);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
