namespace Keratin.Parity;

/// <summary>Takes over models that real Keras trained and saved: what they predict, and the next step of their training.</summary>
internal static class ModelComparison
{
    public static IEnumerable<Difference> Run(string goldens) =>
        GoldenModel.Names.SelectMany(name => Run(new GoldenModel(goldens, name), name)).OrderBy(difference => difference.Kind != "layer");

    private static IEnumerable<Difference> Run(GoldenModel golden, string name)
    {
        Sequential model = golden.Load();
        double distance = Doubles.Distance(golden.Expected, model.Predict(golden.Input));
        foreach (string layer in model.Layers.Select(layer => layer.GetType().Name).Distinct()) yield return new Difference("layer", layer, "predictions", distance, 1e-5);
        if (!golden.Resumes) yield break;
        (NDArray x, NDArray y) = golden.NextBatch;
        yield return new Difference("resumed training", name, "loss of the next step (relative)", Doubles.Relative(golden.NextLoss, model.TrainOnBatch(x, y).Loss), 2e-6);
        yield return new Difference("resumed training", name, "weights after it", golden.NextWeights.Zip(model.GetWeights(), Doubles.Distance).Max(), 2e-6);
    }
}
