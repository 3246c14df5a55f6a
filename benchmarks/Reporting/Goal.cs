namespace Keratin.Benchmarks;

/// <summary>A row of the comparison, and the ratios that it is to reach.</summary>
/// <param name="Workload">Keratin's workload.</param>
/// <param name="Theirs">The others' workload that it is compared with.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Users">The goal against what users would pick; null for none.</param>
/// <param name="HandWritten">The goal against the C++ programs; null for none.</param>
internal sealed record Goal(string Workload, string Theirs, string Title, double? Users = null, double? HandWritten = null)
{
    /// <summary>The part of each goal that is to be reached with AVX-512 off.</summary>
    public const double NarrowShare = 2.0 / 3;

    /// <summary>The goal for the peak memory of <c>W1-sparse</c>, as a part of the smallest of what users would pick.</summary>
    public const double MemoryShare = 0.4;

    public static Goal[] All { get; } =
    [
        new("W1-dense", "W1-dense", "Reuters, dense array", 12, 8),
        new("W1-dense-uncompressed", "W1-dense", "the same, compression off", 1.6, 1.2),
        new("W1-sparse", "W1-sparse", "Reuters, sparse rows", 8, 1),
        new("W2-1ep", "W2-1ep", "Boston, 4 folds × 1 epoch"),
        new("W2-20ep", "W2-20ep", "Boston, 4 folds × 20 epochs in sequence", 100, 2.5),
        new("W2-20ep-kfold", "W2-20ep", "Boston, the folds side by side", 150, 4),
        new("W3-mnist", "W3-mnist", "MNIST-shaped 784-512-10", 2, 1),
        new("W4-1row-dense", "W4-1row-dense", "one dense row, `Predict`", 20, 8),
        new("W4-1row-dense-predictor", "W4-1row-dense", "one dense row, `Predictor`", 20, 8),
        new("W4-1row-sparse", "W4-1row-sparse", "one sparse row, `Predict`", 12, 1),
        new("W4-1row-sparse-predictor", "W4-1row-sparse", "one sparse row, `Predictor`", 12, 1),
        new("W4-2246rows-dense", "W4-2246rows-dense", "2246 dense rows, `Predict`", 4, 3),
        new("W4-2246rows-dense-predictor", "W4-2246rows-dense", "2246 dense rows, `Predictor`", 4, 3),
        new("W4-2246rows-sparse", "W4-2246rows-sparse", "2246 sparse rows, `Predict`", 1.5, 1),
        new("W4-2246rows-sparse-predictor", "W4-2246rows-sparse", "2246 sparse rows, `Predictor`", 1.5, 1),
        new("whole", "whole", "Reuters, the whole process on the real data", 5),
    ];
}
