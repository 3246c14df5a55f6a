namespace Keratin;

/// <summary>All that a plan depends on beside the model itself.</summary>
/// <param name="Phase">What it is for.</param>
/// <param name="Input">The input's shape, batch first.</param>
/// <param name="IsSparse">Whether the input comes as sparse rows.</param>
/// <param name="Truth">The targets' shape, batch first.</param>
/// <param name="IsWeighted">Whether each row has a weight.</param>
/// <param name="MaxRows">The most rows of a batch.</param>
internal sealed record PlanKey(Phase Phase, Shape Input, bool IsSparse, Shape Truth, bool IsWeighted, int MaxRows)
{
    /// <summary>The key for some samples.</summary>
    public static PlanKey For(Phase phase, Samples samples, int maxRows) =>
        new(phase, Batch(samples.X.Shape), samples.X.IsSparse, Batch(samples.Y.Shape), samples.Weights is not null, maxRows);

    private static Shape Batch(Shape data) => data[1..].Prepend(Shape.Batch);
}
