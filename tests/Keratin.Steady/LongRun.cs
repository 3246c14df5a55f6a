using System.Diagnostics;

namespace Keratin.Steady;

/// <summary>Many steps and many predictions of one model: what memory they take once all is warm.</summary>
internal static class LongRun
{
    // The shape of the Boston prices, and a step for each row: the most steps that a second can hold.
    private const int Columns = 13;
    private const int WarmUp = 20_000;

    /// <summary>Trains and predicts.</summary>
    /// <param name="count">How many steps, and how many predictions of each kind.</param>
    /// <returns>A line for each, with what it took: the most bytes and collections of the oldest generation, and the least growth of the process's memory, of three rounds.</returns>
    public static IEnumerable<Growth> Run(int count)
    {
        NDArray x = MadeRows.Numbers(WarmUp, Columns), y = MadeRows.Numbers(WarmUp, 1, seed: 2);
        var model = new Sequential([new Dense(64, "relu", inputShape: [Columns]), new BatchNormalization(), new Dropout(0.1), new Dense(64, "relu"), new Dense(1)], seed: 3);
        model.Compile("rmsprop", "mse", ["mae"]);
        yield return Measure("steps", () =>
        {
            var epoch = new EpochBytes();
            for (int made = 0; made < count; made += WarmUp) model.Fit(x, y, batchSize: 1, verbose: 0, callbacks: [epoch]);
            return epoch.Least;
        });

        Predictor predictor = model.ToPredictor();
        float[] row = x[..1].ToArray(), output = new float[1];
        yield return Measure("rows", () => Bytes(() =>
        {
            for (int i = 0; i < count; i++) predictor.Predict(row, output);
        }));

        NDArray one = x[..1], many = x[..64];
        yield return Measure("predictions", () =>
        {
            for (int i = 0; i < count; i++) _ = model.Predict(one);
            for (int i = 0; i < count / 20; i++) _ = model.Predict(many);
            // Each gives an array of its own; that they are let go is what the other numbers tell.
            return 0;
        });
    }

    // Twice for the runtime and its compiler, then three times for the numbers. Of the process's memory the least growth
    // counts: what leaks leaks every time, while a compiler that comes late, on a busy machine, takes its memory once.
    private static Growth Measure(string name, Func<long> run)
    {
        run();
        run();
        Growth[] rounds = [.. Enumerable.Range(0, 3).Select(_ => Round(name, run))];
        return new Growth(name, rounds.Max(round => round.Bytes), rounds.Max(round => round.Collections), rounds.Min(round => round.ResidentKiB));
    }

    private static Growth Round(string name, Func<long> run)
    {
        long before = Resident();
        int collections = GC.CollectionCount(2);
        long bytes = run();
        collections = GC.CollectionCount(2) - collections;
        return new Growth(name, bytes, collections, (Resident() - before) / 1024);
    }

    private static long Bytes(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // What a process keeps for garbage to come is no growth, and is given back before.
    private static long Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>What an epoch takes, between its first step and its last.</summary>
    private sealed class EpochBytes : Callback
    {
        private long _begin;

        public long Least { get; private set; } = long.MaxValue;

        protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => _begin = GC.GetAllocatedBytesForCurrentThread();

        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Least = Math.Min(Least, GC.GetAllocatedBytesForCurrentThread() - _begin);
    }
}
