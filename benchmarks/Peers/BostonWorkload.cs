namespace Keratin.Benchmarks;

/// <summary>W2: 404 rows of 13 numbers, four folds, batches of one row.</summary>
internal static class BostonWorkload
{
    private const int Folds = 4;
    private const int FoldRows = 101;

    /// <summary>The folds one after the other, as the peers run them. Evaluation is not timed; making the model is.</summary>
    public static void Run(PeerData data, int epochs)
    {
        (NDArray x, NDArray y) = (data.Floats("boston_x"), data.Floats("boston_y"));
        Train(x[..(3 * FoldRows)], y[..(3 * FoldRows)], epochs: 1, seed: 1);
        var fits = new List<double>();
        var errors = new List<double>();
        for (int repeat = 0; repeat < Repeats(epochs); repeat++)
        {
            double seconds = 0;
            for (int fold = 0; fold < Folds; fold++)
            {
                int first = fold * FoldRows, end = first + FoldRows;
                var trainX = NDArray.Concatenate(x[..first], x[end..]);
                var trainY = NDArray.Concatenate(y[..first], y[end..]);
                Sequential? model = null;
                seconds += Timings.Of(() => model = Train(trainX, trainY, epochs, seed: 2 + Folds * repeat + fold));
                errors.Add(MeanAbsoluteError(model!.Predict(x[first..end]), y[first..end]));
            }
            fits.Add(seconds);
        }
        PeerRow.PrintFits($"W2-{epochs}ep", fits, Steps(epochs), errors.Average());
    }

    /// <summary>
    /// The folds side by side on as many processors as the peers have threads. Each fold is also evaluated, which
    /// cannot be left out of this time.
    /// </summary>
    public static void RunSideBySide(PeerData data, int epochs)
    {
        (NDArray x, NDArray y) = (data.Floats("boston_x"), data.Floats("boston_y"));
        CrossValidate(x, y, epochs: 1, seed: 1);
        var fits = new List<double>();
        var errors = new List<double>();
        for (int repeat = 0; repeat < Repeats(epochs); repeat++)
        {
            CrossValidationResult? result = null;
            fits.Add(Timings.Of(() => result = CrossValidate(x, y, epochs, seed: 2 + Folds * repeat)));
            errors.Add(result!.Mean["mae"]);
        }
        PeerRow.PrintFits($"W2-{epochs}ep-kfold", fits, Steps(epochs), errors.Average());
    }

    private static CrossValidationResult CrossValidate(NDArray x, NDArray y, int epochs, int seed) =>
        CrossValidation.KFold(() => MakeModel(seed++, "mae"), x, y, k: Folds, epochs: epochs, batchSize: 1, maxParallelism: PeerSettings.Threads);

    // Long fits are repeated less often, by the same rule as in the peers.
    private static int Repeats(int epochs) => epochs == 1 ? PeerSettings.Repeats : Math.Max(1, PeerSettings.Repeats - 2);

    private static int Steps(int epochs) => Folds * (Folds - 1) * FoldRows * epochs;

    private static Sequential Train(NDArray x, NDArray y, int epochs, int seed)
    {
        Sequential model = MakeModel(seed);
        model.Fit(x, y, batchSize: 1, epochs: epochs, verbose: 0);
        return model;
    }

    public static Sequential MakeModel(int seed, params IReadOnlyList<Metric> metrics)
    {
        var model = new Sequential([new Dense(64, activation: "relu"), new Dense(64, activation: "relu"), new Dense(1)], seed)
        {
            Threads = PeerSettings.Threads,
        };
        model.Compile(optimizer: "rmsprop", loss: "mse", metrics: metrics);
        return model;
    }

    private static double MeanAbsoluteError(NDArray predictions, NDArray truth)
    {
        ReadOnlySpan<float> p = predictions.AsSpan(), t = truth.AsSpan();
        double sum = 0;
        for (int i = 0; i < t.Length; i++) sum += Math.Abs(p[i] - t[i]);
        return sum / t.Length;
    }
}
