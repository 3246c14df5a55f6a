namespace Keratin;

/// <summary>All that a plan depends on beside the model itself.</summary>
/// <param name="Phase">What it is for.</param>
/// <param name="Input">The input's shape, batch first.</param>
/// <param name="IsSparse">Whether the input comes as sparse rows.</param>
/// <param name="Truth">The targets' shape, batch first; null where there are none.</param>
/// <param name="MaxRows">The most rows of a batch.</param>
internal sealed record PlanKey(Phase Phase, Shape Input, bool IsSparse, Shape? Truth, int MaxRows)
{
    public static PlanKey For(Phase phase, NDArray x, NDArray? y, int maxRows) =>
        new(phase, Batch(x.Shape), x.IsSparse, y is null ? null : Batch(y.Shape), maxRows);

    private static Shape Batch(Shape data) => data[1..].Prepend(Shape.Batch);
}
