namespace Keratin.Parity;

/// <summary>Fits for three epochs as real Keras did: histories, weights at the end, evaluation and predictions.</summary>
internal static class HistoryComparison
{
    public static IEnumerable<Difference> Run(string goldens) => GoldenHistory.Names(goldens).SelectMany(name => Run(new GoldenHistory(goldens, name), name));

    private static IEnumerable<Difference> Run(GoldenHistory golden, string name)
    {
        Sequential model = golden.MakeModel();
        History history = golden.Fit(model, verbose: 0);
        yield return new Difference("fit", name, "history (relative)", golden.Series.Max(series => Doubles.RelativeDistance(series.Values, [.. history[series.Name]])), 2e-6);
        yield return new Difference("fit", name, "weights", golden.EndWeights.Zip(model.GetWeights(), Doubles.Distance).Max(), 2e-6);
        Evaluation evaluation = model.Evaluate(golden.X, golden.Y, batchSize: 7);
        yield return new Difference("fit", name, "evaluation (relative)", Doubles.RelativeDistance(golden.Evaluation, [.. evaluation.Names.Select(value => evaluation[value])]), 2e-6);
        yield return new Difference("fit", name, "predictions", Doubles.Distance(golden.Predictions, model.Predict(golden.X)), 2e-6);
    }
}
