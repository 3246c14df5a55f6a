namespace Keratin.Core;

/// <summary>x − max x − log Σ exp(x − max x) along the last axis: the logarithm of <see cref="Softmax"/>, exact where that rounds to 0.</summary>
public sealed class LogSoftmax : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        SumLast.RequireLastAxis(x, Name);
        return x;
    }

    /// <summary>g − e^y · Σ g along the last axis, with y the output.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        Node total = new(new SumLast(keepAxis: true), gradient);
        return [new Node(new Subtract(), gradient, new Node(new Multiply(), new Node(new Exp(), output), total))];
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.LogSoftmax(node);
}
