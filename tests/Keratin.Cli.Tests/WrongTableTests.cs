using System.Globalization;
using System.Text;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

/// <summary>What is wrong with a file or with what was asked is one sentence, with the line and what to do.</summary>
public sealed class WrongTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_are_no_tables() => Reviewed("wrong-files",
        Trained("there is no such file", null),
        Trained("empty", ""),
        TrainedOf("no text", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x0A, 0xFF]),
        Trained("only names", "a,b,y\n"),
        Trained("hardly any rows", "a,b,y\n1,2,3\n4,5,6\n"),
        Trained("no names", "1,2,3\n4,5,6\n"),
        Trained("names twice", "a,b,a,y\n1,2,3,4\n"),
        Trained("the names again", Rows(6) + "a,b,y\n" + Rows(6)[6..]),
        Trained("a row too long", Rows(12) + "1,2,3,4\n"),
        Trained("a row too short", Rows(12) + "1,2\n"),
        Trained("a quote that is never closed", "a,b,y\n\"x\nz\",2,3\n4,\"open,6\n7,8,9\n"),
        Trained("a quote that is closed too early", Rows(12) + "\"1\"2,3,4\n"),
        TrainedOf("not UTF-8", [.. Encoding.UTF8.GetBytes(Rows(12)), .. Encoding.Latin1.GetBytes("Köln,2,3\n")]));

    [Fact]
    public void Columns_that_cannot_be_understood() => Reviewed("wrong-columns",
        Trained("a column that changes its kind", "a,b,y\n" + string.Concat(Enumerable.Range(0, 12_000).Select(i => i == 9_999 ? "1,broken,2\n" : $"{i % 50},{i % 37}.5,{i % 30}\n"))),
        Trained("an unusual word for missing", "a,b,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},{(i == 30 ? "?" : i.ToString(CultureInfo.InvariantCulture))},{i}\n"))),
        Trained("numbers that are none", "a,b,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{(i == 5 ? "much" : "1")},{i}\n")), "--number", "b"),
        Trained("a column that is not there", Rows(12), "--ignore", "c"),
        Trained("a column named twice", Rows(12), "--ignore", "a", "--text", "a"),
        Trained("the target named as input", Rows(12), "--ignore", "y"),
        Trained("nothing to predict from", Rows(12), "--ignore", "a", "--ignore", "b"));

    [Fact]
    public void Targets_that_cannot_be_learnt() => Reviewed("wrong-targets",
        Trained("missing", Rows(12).Replace("a,b,y", "a,b,price", StringComparison.Ordinal), "--target", "Prices"),
        Trained("the same number in every row", "a,b,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i},2.5\n"))),
        Trained("one class only", "a,b,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i},yes\n"))),
        Trained("always missing", "a,b,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i},\n"))),
        Trained("missing in most rows", "a,b,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 5},{i % 7},{(i < 3 ? i : "")}\n"))),
        Trained("no number", "a,b,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i},{(i == 4 ? "dear" : i)}\n")), "--task", "regression"),
        Trained("labels that are neither yes nor no", Rows(12), "--target", "a"));

    [Fact]
    public void Words_that_make_no_sense() => Reviewed("wrong-training-words",
        Trained("a model's file of another kind", Rows(12), "--out", _folder.Path("m.onnx")),
        Titled("the standard input", CommandRun.Of("train", "-", "--target", "y", "--out", _folder.Path("m.keras"))),
        Trained("a folder that is not there", Rows(12), "--out", _folder.Path("nowhere", "m.keras")),
        Trained("layers", Rows(12), "--layers", "64;64"),
        Trained("an optimizer", Rows(12), "--optimizer", "adamm"),
        Trained("a share", Rows(12), "--validation-split", "1.5"),
        Trained("a number", Rows(12), "--epochs", "many"),
        Trained("a task", Rows(12), "--task", "clustering"),
        Trained("an option", Rows(12), "--epoch", "3"),
        Trained("folds and early stopping", Rows(12), "--k-fold", "3", "--early-stopping", "4"),
        Trained("too many folds", Rows(12), "--k-fold", "20"),
        Trained("a learning rate that is too large", Rows(30), "--optimizer", "sgd", "--learning-rate", "1e30"));

    [Fact]
    public void Rows_that_a_model_cannot_read()
    {
        string train = Written("train.csv", DataFile.Customers(120, seed: 1)), model = _folder.Path("left.keras");
        CommandRun.Of("train", train, "--target", "left", "--out", model, "--epochs", "1");
        new Sequential([new Input(2), new Dense(1)], seed: 1).Save(_folder.Path("other.keras"));
        string Damaged(string key, string text)
        {
            Model damaged = Model.Load(model);
            damaged.Metadata[key] = text;
            damaged.Save(_folder.Path("damaged.keras"));
            return Titled($"a model whose {key} is {text}", CommandRun.Of("predict", _folder.Path("damaged.keras"), train));
        }
        string header = "joined,plan,price,calls,left\n";
        string Run(string what, string command, string text, params string[] words) => Titled(what, CommandRun.Of([command, model, Written("new.csv", text), .. words]));
        Reviewed("wrong-rows",
            Run("a column is missing", "predict", "plan,price,calls\nmonthly,1,2\n"),
            Run("no number", "predict", header + "2020-01-01,monthly,1,2,no\n2020-01-01,monthly,cheap,2,no\n"),
            Run("no date", "predict", header + "1.2.2020,monthly,1,2,no\n"),
            Run("a column to keep is missing", "predict", header + "2020-01-01,monthly,1,2,no\n", "--keep", "lefd"),
            Run("the target is missing", "evaluate", "joined,plan,price,calls\n2020-01-01,monthly,1,2\n"),
            Run("no row has a target", "evaluate", header + "2020-01-01,monthly,1,2,\n"),
            Run("an unknown class", "evaluate", header + "2020-01-01,monthly,1,2,no\n2020-01-01,monthly,1,2,perhaps\n"),
            Damaged("table.classes", "[\"a\",\"b\",\"c\"]"),
            Damaged("table.columns", "{\"joined\":[\"date\"]}"),
            Damaged("table.columns", "{\"price\":[\"colour\"]}"),
            Damaged("table.columns", "{\"price\":[\"number\"]}"),
            Damaged("table.task", "poetry"),
            Damaged("table.missing", "["),
            Titled("a model that reads no tables", CommandRun.Of("predict", _folder.Path("other.keras"), train)),
            Titled("no such model", CommandRun.Of("predict", _folder.Path("none.keras"), train)));
    }

    [Fact]
    public void An_output_file_is_left_alone_where_a_row_is_wrong()
    {
        string model = _folder.Path("m.keras"), output = Written("p.csv", "what was there before");
        CommandRun.Of("train", Written("train.csv", DataFile.Sums(40)), "--target", "sum", "--out", model, "--epochs", "1");
        CommandRun run = CommandRun.Of("predict", model, Written("new.csv", string.Concat(DataFile.Sums(9000), "1,x,3\n")), "--out", output);
        Assert.Equal(ExitCode.WrongInput, run.Code);
        Assert.StartsWith("Line 9002 ", run.Error, StringComparison.Ordinal);
        Assert.Equal("what was there before", File.ReadAllText(output));
        Assert.Equal(["m.keras", "new.csv", "p.csv", "train.csv"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order());
    }

    private static string Rows(int count) => "a,b,y\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"{i % 5},{i * 7 % 11},{i * 3}\n"));

    private string Trained(string what, string? text, params string[] words) => TrainedOf(what, text is null ? null : Encoding.UTF8.GetBytes(text), words);

    private string TrainedOf(string what, byte[]? bytes, params string[] words)
    {
        string data = _folder.Path("data.csv");
        if (bytes is not null) File.WriteAllBytes(data, bytes);
        string[] target = what == "missing" ? [] : ["--target", "y"], output = words.Contains("--out") ? [] : ["--out", _folder.Path("m.keras")];
        CommandRun run = CommandRun.Of(["train", data, .. target, .. output, .. words]);
        File.Delete(data);
        Assert.False(File.Exists(_folder.Path("m.keras")), $"There is a model in spite of: {what}.");
        // What was inferred before is not what is reviewed here.
        return Titled(what, run with { Output = "" });
    }

    private string Titled(string what, CommandRun run)
    {
        Assert.Equal(ExitCode.WrongInput, run.Code);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        return $"{what}:\n  {run.Error.Replace(_folder.Root, "FOLDER", StringComparison.Ordinal)}";
    }

    private static void Reviewed(string name, params string[] cases) => Snapshot.Matches(name, string.Join('\n', cases));

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.Path(name), text);
        return _folder.Path(name);
    }
}
