using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>One fit of a sweep: everything that a sweep may vary, at the value that all other sweeps keep.</summary>
internal sealed record SweepCase
{
    private const int Classes = 10;
    private const double SecondsPerCase = 0.3;

    public int Rows { get; init; } = 4096;
    public int Features { get; init; } = 256;
    public int Units { get; init; } = 256;
    public int BatchSize { get; init; } = 128;
    public int Epochs { get; init; } = 1;
    public int Threads { get; init; } = 1;

    /// <summary>The share of elements that are stored, of sparse rows; null for dense rows.</summary>
    public double? Density { get; init; }

    /// <summary>The steps of one fit.</summary>
    public int Steps => Epochs * ((Rows + BatchSize - 1) / BatchSize);

    /// <summary>The median time of a fit after a first one, which also makes the plan.</summary>
    public double Measure()
    {
        var random = new Random(1);
        NDArray x = Density is { } density ? SparseRows(random, density) : DenseRows(random);
        NDArray y = Enumerable.Range(0, Rows).Select(_ => random.Next(Classes)).ToArray();
        var model = new Sequential([new Dense(Units, activation: "relu", inputShape: [Features]), new Dense(Classes, activation: "softmax")], seed: 1) { Threads = Threads };
        model.Compile(optimizer: "rmsprop", loss: "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: BatchSize, verbose: 0);
        var fits = new List<double>();
        long begin = Stopwatch.GetTimestamp();
        while (fits.Count < 3 || Stopwatch.GetElapsedTime(begin).TotalSeconds < SecondsPerCase)
            fits.Add(Timings.Of(() => model.Fit(x, y, batchSize: BatchSize, epochs: Epochs, verbose: 0)));
        return Timings.Median(fits);
    }

    private NDArray DenseRows(Random random)
    {
        var values = new float[Rows * Features];
        foreach (ref float value in values.AsSpan()) value = random.NextSingle() - 0.5f;
        return new NDArray(values, Shape.Create(Rows, Features));
    }

    private NDArray SparseRows(Random random, double density)
    {
        int stored = Math.Max(1, (int)(Features * density));
        int[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => random.GetItems(Enumerable.Range(0, Features).ToArray(), stored).Distinct().Order().ToArray())];
        return NDArray.SparseFromRows(rows, columns: Features);
    }
}
