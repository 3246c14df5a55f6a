namespace Keratin.Benchmarks;

/// <summary>W4: the time of one prediction of one row, and of 2246 rows, by the model of W1.</summary>
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
        var single = new List<double>();
        for (int i = 0; i < WarmUpRows + Rows; i++)
        {
            int row = i % test.Length;
            NDArray x = test[row..(row + 1)];
            single.Add(Timings.Of(() => model.Predict(x)));
        }
        single.RemoveRange(0, WarmUpRows);
        PeerRow.PrintCalls($"W4-1row-{kind}", single, ("p99_us", Timings.Quantile(single, 0.99) * 1e6));
        var bulk = new List<double>();
        for (int i = 0; i < WarmUpBulks + Bulks; i++) bulk.Add(Timings.Of(() => model.Predict(test)));
        PeerRow.PrintCalls($"W4-{test.Length}rows-{kind}", bulk[WarmUpBulks..]);
        if (!sparse) RunPredictor(model.ToPredictor(), test);
    }

    private static void RunPredictor(Predictor predictor, NDArray test)
    {
        float[] rows = test.ToArray(), output = new float[predictor.OutputShape[1]];
        int width = predictor.InputShape[1];
        var single = new List<double>();
        for (int i = 0; i < WarmUpRows + Rows; i++)
        {
            Memory<float> row = rows.AsMemory(i % test.Length * width, width);
            single.Add(Timings.Of(() => predictor.Predict(row.Span, output)));
        }
        single.RemoveRange(0, WarmUpRows);
        PeerRow.PrintCalls("W4-1row-dense-predictor", single, ("p99_us", Timings.Quantile(single, 0.99) * 1e6));
    }
}
