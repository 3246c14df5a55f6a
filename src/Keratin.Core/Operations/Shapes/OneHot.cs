namespace Keratin.Core;

/// <summary>Class labels as rows with a single 1: label 2 of 4 becomes 0, 0, 1, 0. A label outside gives a row of zeros.</summary>
/// <param name="classes">The number of classes.</param>
public sealed class OneHot(int classes) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => Expect(inputs, 1, Name).Shape.Append(classes);

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.OneHot(node);
}
