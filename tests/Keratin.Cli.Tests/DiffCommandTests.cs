using System.Text.Json;
using Keratin.Formats;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed class DiffCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help() => Snapshot.Matches("help-diff", CommandRun.Of("diff", "--help").Shown());

    [Fact]
    public void Equal_models_are_equal()
    {
        string left = SmallModels.Make().SaveIn(_folder, "a.keras"), right = SmallModels.Make().SaveIn(_folder, "b.keras");
        Snapshot.Matches("diff-equal", CommandRun.Of("diff", left, right).Shown(_folder.Root));
        Assert.Equal(ExitCode.Success, CommandRun.Of("diff", left, right, "--json").Code);
    }

    [Fact]
    public void Settings_weights_and_training_that_differ()
    {
        Sequential changed = SmallModels.Make(rate: 0.5);
        NDArray[] weights = SmallModels.Make().GetWeights();
        float[] bias = weights[1].ToArray();
        bias[2] += 0.25f;
        weights[1] = bias;
        changed.SetWeights(weights);
        string left = SmallModels.Make().SaveIn(_folder, "a.keras"), right = changed.SaveIn(_folder, "b.keras");
        Snapshot.Matches("diff-values", CommandRun.Of("diff", left, right).Shown(_folder.Root));
        string wider = SmallModels.Make(units: 6).SaveIn(_folder, "c.keras");
        Snapshot.Matches("diff-shapes", CommandRun.Of("diff", left, wider).Shown(_folder.Root));
        Snapshot.Matches("diff-json", CommandRun.Of("diff", left, wider, "--json").Shown(_folder.Root));
    }

    [Fact]
    public void A_layer_in_between_is_one_that_was_added()
    {
        static Sequential Make(params Layer[] middle) => new([new Dense(8, "relu", inputShape: [3], kernelInitializer: "zeros"), .. middle, new Dense(4, "relu", kernelInitializer: "zeros"), new Dense(1, kernelInitializer: "zeros")], seed: 1);
        string left = Make().SaveIn(_folder, "a.keras"), right = Make(new Dense(8, "tanh", kernelRegularizer: new L2(0.01), kernelInitializer: "zeros")).SaveIn(_folder, "b.keras");
        Snapshot.Matches("diff-added", CommandRun.Of("diff", left, right).Shown(_folder.Root));
        Snapshot.Matches("diff-removed", CommandRun.Of("diff", right, left).Shown(_folder.Root));
    }

    [Fact]
    public void The_same_layers_may_hang_together_otherwise()
    {
        string left = Make(swap: false).SaveIn(_folder, "a.keras"), right = Make(swap: true).SaveIn(_folder, "b.keras");
        CommandRun run = CommandRun.Of("diff", left, right);
        Assert.Equal(ExitCode.Different, run.Code);
        Assert.Contains("~  connections between the layers  one way → another\n", run.Output, StringComparison.Ordinal);

        static Model Make(bool swap)
        {
            Input a = new([2], "a"), b = new([2], "b");
            return new Model([a, b], [swap ? new Subtract(name: "s").Call(b, a) : new Subtract(name: "s").Call(a, b)], seed: 1);
        }
    }

    [Fact]
    public void A_weight_that_only_one_of_two_layers_has_is_not_there_in_the_other()
    {
        static Sequential Make(bool useBias) => new([new Dense(1, useBias: useBias, inputShape: [2], kernelInitializer: "zeros")], seed: 1);
        CommandRun run = CommandRun.Of("diff", Make(true).SaveIn(_folder, "a.keras"), Make(false).SaveIn(_folder, "b.keras"));
        Assert.Contains("dense/bias    (1,) → not there\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_inside_of_models_stand_for_themselves()
    {
        static Sequential Make(double rate) => new([new Sequential([new Dense(2, kernelInitializer: "zeros"), new Dropout(rate)], name: "encoder"), new Dense(1, inputShape: [2], kernelInitializer: "zeros")], seed: 1);
        Sequential left = Make(0.1), right = Make(0.2);
        foreach (Sequential model in (Sequential[])[left, right]) model.Predict(new float[,] { { 1, 2 } });
        Assert.Contains("~  encoder/dropout (Dropout)  rate: 0.1 → 0.2\n", CommandRun.Of("diff", left.SaveIn(_folder, "a.keras"), right.SaveIn(_folder, "b.keras")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_arrays_are_compared_by_name_whatever_their_format()
    {
        Npz.Save(_folder.Path("a.npz"), ("same", NpyArray.Create<float>([1, 2], [2])), ("nan", NpyArray.Create<float>([float.NaN, 1], [2])), ("left", NpyArray.Create<long>([1], [1])));
        Safetensors.Save(_folder.Path("b.safetensors"), null, ("same", NpyArray.Create<float>([1, 2], [2])), ("nan", NpyArray.Create<float>([float.NaN, float.NaN], [2])), ("right", NpyArray.Create<long>([1], [1])));
        Snapshot.Matches("diff-arrays", CommandRun.Of("diff", _folder.Path("a.npz"), _folder.Path("b.safetensors")).Shown(_folder.Root));
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("diff", _folder.Path("a.npz"), _folder.Path("b.safetensors"), "--json").Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("arrays")[1].GetProperty("largest").ValueKind);
        Assert.Equal(ExitCode.Success, CommandRun.Of("diff", _folder.Path("a.npz"), _folder.Path("a.npz")).Code);
    }

    [Fact]
    public void A_model_and_arrays_cannot_be_compared()
    {
        string model = SmallModels.Make().SaveIn(_folder, "a.keras");
        SmallModels.Make().SaveWeights(_folder.Path("a.npz"));
        Snapshot.Matches("diff-kinds", CommandRun.Of("diff", model, _folder.Path("a.npz")).Shown(_folder.Root));
    }
}
