namespace Keratin.Core;

/// <summary>The sum of the last axis, in sixteen lanes and a fixed tree.</summary>
/// <param name="keepAxis">Keep the last axis with size 1 instead of dropping it.</param>
public sealed class SumLast(bool keepAxis = false) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => ReduceLast(Expect(inputs, 1, Name), keepAxis, Name);

    /// <summary>The gradient again for every column.</summary>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new RepeatLast(output.Inputs[0].Shape.Last), gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.SumLast(node, 1);

    internal static Shape ReduceLast(Node input, bool keepAxis, string name)
    {
        RequireLastAxis(input.Shape, name);
        Shape lead = input.Shape[..^1];
        return keepAxis ? lead.Append(1) : lead;
    }

    internal static void RequireLastAxis(Shape x, string name)
    {
        if (x.Rank == 0) throw new ArgumentException($"{name} needs at least one axis but got a single number.");
        if (x.Last == Shape.Batch) throw new ArgumentException($"{name} works along the last axis, but the only axis of {x} is the batch.");
    }
}
