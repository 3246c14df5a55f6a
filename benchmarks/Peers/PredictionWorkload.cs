namespace Keratin.Benchmarks;

/// <summary>
/// W4: the time of one prediction of one row, and of 2246 rows, by the model of W1: with a new array for each result, and
/// by a predictor into memory that is used again, as the hand-written programs do.
/// </summary>
internal static class PredictionWorkload
{
    private const int WarmUpRows = 200;
    private const int Rows = 2000;
    private const int WarmUpBulks = 3;
    private const int Bulks = 20;

    public static void Run(PeerData data, bool sparse)
    {
        string kind = sparse ? "sparse" : "dense";
        Sequential model = ReutersWorkload.Trained(data, sparse);
        NDArray test = data.MultiHot("test", sparse);
        // What has never been written in a fresh array is one page of zeros, mapped again and again: data of users' own
        // are read from memory.
        if (!sparse) test = new NDArray(test.ToArray(), test.Shape);
        NDArray[] rows = [.. Enumerable.Range(0, test.Length).Select(row => test[row..(row + 1)])];
        MeasureRows($"W4-1row-{kind}", row => model.Predict(rows[row % rows.Length]));
        MeasureBulk($"W4-{test.Length}rows-{kind}", () => model.Predict(test));

        Predictor predictor = model.ToPredictor();
        var outputs = new float[test.Length * model.OutputShape![1]];
        MeasureRows($"W4-1row-{kind}-predictor", row => predictor.Predict(rows[row % rows.Length], outputs.AsSpan(0, model.OutputShape[1])));
        MeasureBulk($"W4-{test.Length}rows-{kind}-predictor", () => predictor.Predict(test, outputs));
    }

    private static void MeasureRows(string workload, Action<int> predict)
    {
        var calls = new List<double>();
        for (int i = 0; i < WarmUpRows + Rows; i++) calls.Add(Timings.Of(() => predict(i)));
        calls.RemoveRange(0, WarmUpRows);
        PeerRow.PrintCalls(workload, calls, ("p99_us", Timings.Quantile(calls, 0.99) * 1e6));
    }

    private static void MeasureBulk(string workload, Action predict)
    {
        var calls = new List<double>();
        for (int i = 0; i < WarmUpBulks + Bulks; i++) calls.Add(Timings.Of(predict));
        PeerRow.PrintCalls(workload, calls[WarmUpBulks..]);
    }
}
