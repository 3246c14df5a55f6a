using System.Text.Json;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help() => Snapshot.Matches("help-convert", CommandRun.Of("convert", "--help").Shown());

    [Fact]
    public void Every_target_holds_the_model()
    {
        Sequential model = SmallModels.Make();
        string source = model.SaveIn(_folder, "m.keras");
        Snapshot.Matches("convert-onnx", CommandRun.Of("convert", source, _folder.Path("m.onnx")).Shown(_folder.Root));
        foreach (string end in (string[])["copy.keras", "m.weights.h5", "m.safetensors"]) Assert.Equal(ExitCode.Success, CommandRun.Of("convert", source, _folder.Path(end)).Code);
        NDArray x = new float[,] { { 1, 2, 3 } };
        float expected = model.Predict(x)[0, 0];
        Assert.Equal(expected, Model.Load(_folder.Path("copy.keras")).Predict(x)[0, 0]);
        Assert.Equal(1, Model.Inspect(_folder.Path("copy.keras")).OptimizerSteps);
        foreach (string end in (string[])["m.weights.h5", "m.safetensors"])
        {
            Sequential other = SmallModels.Make();
            other.ResetWeights();
            other.LoadWeights(_folder.Path(end));
            Assert.Equal(expected, other.Predict(x)[0, 0]);
        }
        Assert.Equal(ModelFileFormat.Onnx, Model.Inspect(_folder.Path("m.onnx")).Format);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("convert", source, _folder.Path("m.npz"), "--json").Output);
        Assert.Equal(21, json.RootElement.GetProperty("parameters").GetInt32());
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_by_force()
    {
        string source = SmallModels.Make().SaveIn(_folder, "m.keras");
        File.WriteAllText(_folder.Path("m.npz"), "dear");
        Snapshot.Matches("convert-there", CommandRun.Of("convert", source, _folder.Path("m.npz")).Shown(_folder.Root));
        Assert.Equal("dear", File.ReadAllText(_folder.Path("m.npz")));
        Assert.Equal(ExitCode.Success, CommandRun.Of("convert", source, _folder.Path("m.npz"), "--force").Code);
        Assert.Equal(ModelFileFormat.Npz, Model.Inspect(_folder.Path("m.npz")).Format);
    }

    [Fact]
    public void What_cannot_be_done_is_said_in_one_sentence()
    {
        string source = SmallModels.Make().SaveIn(_folder, "m.keras");
        SmallModels.Make().SaveWeights(_folder.Path("w.npz"));
        Snapshot.Matches("convert-end", CommandRun.Of("convert", source, "m.h5").Shown());
        Snapshot.Matches("convert-weights", CommandRun.Of("convert", _folder.Path("w.npz"), _folder.Path("m.onnx")).Shown(_folder.Root));
        Snapshot.Matches("convert-folder", CommandRun.Of("convert", source, _folder.Path("no", "m.onnx")).Shown(_folder.Root));
        Snapshot.Matches("convert-table-end", CommandRun.Of("convert", source, "m.npz", "--from-table").Shown());
        Snapshot.Matches("convert-table", CommandRun.Of("convert", source, _folder.Path("t.onnx"), "--from-table").Shown(_folder.Root));
        Assert.False(File.Exists(_folder.Path("t.onnx")));
    }
}
