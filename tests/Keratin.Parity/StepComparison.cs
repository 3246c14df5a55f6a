using System.Text.Json;

namespace Keratin.Parity;

/// <summary>Replays training steps of real Keras: weights and batches in; losses, weights and optimizer slots out.</summary>
internal static class StepComparison
{
    public static IEnumerable<Difference> Run(string goldens)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldens, "steps", "manifest.json")));
        string[] cases = [.. manifest.RootElement.GetProperty("cases").EnumerateArray().Select(one => Path.GetFileNameWithoutExtension(one.GetProperty("file").GetString()!))];
        return cases.SelectMany(name => Run(goldens, name));
    }

    private static IEnumerable<Difference> Run(string goldens, string name)
    {
        var golden = new GoldenSteps(goldens, name);
        string[] parts = name.Split("__");
        var model = new Sequential([new Input(golden.X.Shape[1]), .. golden.MakeLayers()]);
        Optimizer optimizer = golden.MakeOptimizer();
        model.Compile(optimizer, golden.MakeLoss());
        model.SetWeights(golden.Weights(0));
        double losses = 0, weights = 0;
        for (int step = 0; step < golden.Batches.Length; step++)
        {
            Range rows = golden.Batches[step];
            losses = Math.Max(losses, Doubles.Relative(golden.Losses[step], model.TrainOnBatch(golden.X[rows], golden.Y[rows]).Loss));
            weights = Math.Max(weights, golden.Weights(step + 1).Zip(model.GetWeights(), Doubles.Distance).Max());
        }
        yield return new Difference("optimizer", parts[1], "weights", weights, 2e-6);
        if (golden.Slots.Length > 0)
            yield return new Difference("optimizer", parts[1], "slots", golden.Slots.Zip(optimizer.Slots, (expected, slot) => Doubles.Distance(expected, new NDArray(slot.Values.ToArray(), slot.Shape))).Max(), 2e-6);
        yield return new Difference("loss", parts[0], "training steps (relative)", losses, 1e-5);
        yield return new Difference("layer", "Dense", "predictions", Doubles.Distance(golden["predict"], model.Predict(golden.X)), 1e-5);
    }
}
