namespace Keratin;

/// <summary>Some rows of a stream, with their targets: <c>yield return (x, y);</c> makes one.</summary>
public sealed class Batch
{
    /// <summary>Rows for a model with one input and one output.</summary>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="sampleWeight">How much each row counts, (rows,), 0 or more; null where all count 1.</param>
    public Batch(NDArray x, NDArray y, NDArray? sampleWeight = null)
        : this([x], [y], sampleWeight)
    {
    }

    /// <summary>Rows for a model with several inputs or outputs.</summary>
    /// <param name="x">An array for each input, in order, a row per sample.</param>
    /// <param name="y">An array of targets for each output, in order, a row per sample.</param>
    /// <param name="sampleWeight">How much each row counts, (rows,), 0 or more; null where all count 1.</param>
    /// <exception cref="ArgumentException">There is no array of inputs or of targets.</exception>
    public Batch(NDArray[] x, NDArray[] y, NDArray? sampleWeight = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Length == 0 || y.Length == 0) throw new ArgumentException($"A batch needs arrays of inputs and of targets but got {x.Length} and {y.Length}.", x.Length == 0 ? nameof(x) : nameof(y));
        (Inputs, Targets, SampleWeight) = ([.. x], [.. y], sampleWeight);
    }

    /// <summary>The inputs, of several the first.</summary>
    public NDArray X => Inputs[0];

    /// <summary>The targets, of several the first.</summary>
    public NDArray Y => Targets[0];

    /// <summary>How much each row counts; null where all count 1.</summary>
    public NDArray? SampleWeight { get; }

    /// <summary>An array for each input.</summary>
    internal NDArray[] Inputs { get; }

    /// <summary>An array of targets for each output.</summary>
    internal NDArray[] Targets { get; }

    /// <summary>Rows without weights.</summary>
    public static implicit operator Batch((NDArray X, NDArray Y) rows) => new(rows.X, rows.Y);

    /// <summary>Rows without weights, for a model with several inputs or outputs.</summary>
    public static implicit operator Batch((NDArray[] X, NDArray[] Y) rows) => new(rows.X, rows.Y);
}
