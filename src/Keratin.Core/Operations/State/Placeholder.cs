namespace Keratin.Core;

/// <summary>A place where data enters a graph before each run.</summary>
/// <param name="name">What printed graphs call it: <c>x</c>.</param>
/// <param name="shape">Its shape; the first axis is the batch.</param>
/// <param name="isSparse">Whether the rows come as lists of non-zero columns; only a product can read such an input.</param>
public sealed class Placeholder(string name, Shape shape, bool isSparse = false) : Operation
{
    /// <summary>Whether the rows come as lists of non-zero columns.</summary>
    public bool IsSparse { get; } = isSparse;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => shape;

    /// <summary>Nothing to compute: the plan's owner writes the data.</summary>
    public override void Lower(Node node, ILowering lowering) { }
}
