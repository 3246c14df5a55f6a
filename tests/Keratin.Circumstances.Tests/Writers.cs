using Keratin.Cli.Tests;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

/// <summary>All that writes a file, by the name of the file.</summary>
internal static class Writers
{
    private static readonly NDArray X = new([.. Enumerable.Range(0, 64).Select(i => i / 64f)], [16, 4]);

    private static readonly NDArray Y = new([.. Enumerable.Range(0, 16).Select(i => i / 16f)], [16, 1]);

    private static readonly Lazy<Sequential> Trained = new(() =>
    {
        Sequential model = NewModel();
        model.Fit(X, Y, epochs: 2, verbose: 0);
        return model;
    });

    /// <summary>The names of the files, each another way of writing.</summary>
    public static TheoryData<string> Names => ["m.keras", "w.npz", "w.safetensors", "w.weights.h5", "m.onnx", "p.svg", "p.png", "r.html", "checkpoint.keras", "checkpoint.weights.h5", "log.csv", "backup", "train.keras", "train.html", "predict.csv", "predict.json"];

    /// <summary>Writes a file, or throws.</summary>
    /// <param name="path">The file, whose name says how.</param>
    /// <param name="folder">Where the data that are read can lie.</param>
    public static void Write(string path, TemporaryFolder folder)
    {
        switch (Path.GetFileName(path))
        {
            case "m.keras": Trained.Value.Save(path); break;
            case "m.onnx": Trained.Value.Export(path); break;
            case "r.html": Report.Of(Trained.Value).Save(path); break;
            case "log.csv": Fit(new CSVLogger(path, append: true)); break;
            case "backup": Fit(new BackupAndRestore(path)); break;
            case "train.keras": Run("train", Table(folder), "--target", "sum", "--out", path, "--epochs", "1"); break;
            case "train.html": Run("train", Table(folder), "--target", "sum", "--out", folder.Path("m.keras"), "--report", path, "--epochs", "1"); break;
            case "predict.csv": Run("predict", TableModel(folder), Table(folder), "--out", path); break;
            case "predict.json": Run("predict", TableModel(folder), Table(folder), "--out", path, "--json"); break;
            case var name when name.StartsWith("checkpoint.", StringComparison.Ordinal): Fit(new ModelCheckpoint(path)); break;
            case var name when name.StartsWith("p.", StringComparison.Ordinal): Trained.Value.History!.Plot().Save(path); break;
            default: Trained.Value.SaveWeights(path); break;
        }
    }

    /// <summary>A model whose file does not fit on a small disk.</summary>
    public static Sequential NewModel()
    {
        var model = new Sequential([new Dense(200, "relu", inputShape: [4]), new Dense(200, "relu"), new Dense(1)], seed: 1);
        model.Compile("adam", "mse");
        return model;
    }

    private static void Fit(Callback callback) => NewModel().Fit(X, Y, epochs: 2, verbose: 0, callbacks: [callback]);

    private static string Table(TemporaryFolder folder)
    {
        string path = folder.Path("data.csv");
        if (!File.Exists(path)) File.WriteAllText(path, DataFile.Sums(3000));
        return path;
    }

    private static string TableModel(TemporaryFolder folder)
    {
        string path = folder.Path("table.keras");
        if (!File.Exists(path)) Run("train", Table(folder), "--target", "sum", "--out", path, "--epochs", "1", "--layers", "4");
        return path;
    }

    // The command's own sentence takes the place of the exception.
    private static void Run(params string[] words)
    {
        CommandRun run = CommandRun.Of(words);
        if (run.Code == 0) return;
        Assert.Equal(2, run.Code);
        throw new IOException(Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
    }
}
