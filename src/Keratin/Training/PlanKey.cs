namespace Keratin;

/// <summary>All that a plan depends on beside the model itself.</summary>
/// <param name="Phase">What it is for.</param>
/// <param name="Inputs">The inputs' shapes, batch first.</param>
/// <param name="IsSparse">Whether each input comes as sparse rows.</param>
/// <param name="Truths">The targets' shapes, batch first.</param>
/// <param name="IsWeighted">Whether each row has a weight.</param>
/// <param name="MaxRows">The most rows of a batch.</param>
internal sealed record PlanKey(Phase Phase, Shape[] Inputs, bool[] IsSparse, Shape[] Truths, bool IsWeighted, int MaxRows)
{
    /// <summary>The key for some samples.</summary>
    public static PlanKey For(Phase phase, Samples samples, int maxRows) =>
        new(phase, Array.ConvertAll(samples.X, Batch), Array.ConvertAll(samples.X, array => array.IsSparse), Array.ConvertAll(samples.Y, Batch), samples.Weights is not null, maxRows);

    /// <summary>Whether two keys have the same values.</summary>
    public bool Equals(PlanKey? other) => other is not null && Phase == other.Phase && IsWeighted == other.IsWeighted && MaxRows == other.MaxRows
        && Inputs.AsSpan().SequenceEqual(other.Inputs) && IsSparse.AsSpan().SequenceEqual(other.IsSparse) && Truths.AsSpan().SequenceEqual(other.Truths);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add((Phase, IsWeighted, MaxRows));
        foreach (Shape shape in Inputs) hash.Add(shape);
        foreach (bool sparse in IsSparse) hash.Add(sparse);
        foreach (Shape shape in Truths) hash.Add(shape);
        return hash.ToHashCode();
    }

    private static Shape Batch(NDArray data) => data.Shape[1..].Prepend(Shape.Batch);
}
