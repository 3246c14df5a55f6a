namespace Keratin;

/// <summary>Checked data to train on or to evaluate.</summary>
/// <param name="X">The inputs, a row per sample.</param>
/// <param name="Y">The targets, a row per sample.</param>
/// <param name="Weights">A weight per sample; null where all are 1.</param>
internal sealed record Samples(NDArray X, NDArray Y, NDArray? Weights = null)
{
    /// <summary>How many samples there are.</summary>
    public int Length => X.Length;

    /// <summary>Some of the samples.</summary>
    public Samples this[Range rows] => new(X[rows], Y[rows], Weights?[rows]);
}
