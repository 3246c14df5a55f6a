namespace Keratin;

/// <summary>Checked data to train on or to evaluate.</summary>
/// <param name="X">An array for each input, a row per sample.</param>
/// <param name="Y">An array of targets for each output, a row per sample; none where they are only to be predicted.</param>
/// <param name="Weights">A weight per sample; null where all are 1.</param>
internal sealed record Samples(NDArray[] X, NDArray[] Y, NDArray? Weights = null)
{
    /// <summary>How many samples there are.</summary>
    public int Length => X[0].Length;

    /// <summary>Some of the samples.</summary>
    public Samples this[Range rows] => new([.. X.Select(array => array[rows])], [.. Y.Select(array => array[rows])], Weights?[rows]);
}
