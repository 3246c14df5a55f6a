namespace Keratin;

/// <summary>Some rows of a stream, with their targets: <c>yield return (x, y);</c> makes one.</summary>
/// <param name="X">The inputs, a row per sample: dense or sparse.</param>
/// <param name="Y">The targets, a row per sample.</param>
/// <param name="SampleWeight">How much each row counts, (rows,), 0 or more; null where all count 1.</param>
public sealed record Batch(NDArray X, NDArray Y, NDArray? SampleWeight = null)
{
    /// <summary>Rows without weights.</summary>
    public static implicit operator Batch((NDArray X, NDArray Y) rows) => new(rows.X, rows.Y);
}
