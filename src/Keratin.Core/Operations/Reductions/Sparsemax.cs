namespace Keratin.Core;

/// <summary>
/// max(x − t, 0) along the last axis, with t such that the results sum to 1: the point of the simplex nearest to x, and
/// exactly 0 for what is clearly smaller (Martins and Astudillo 2016).
/// </summary>
public sealed class Sparsemax : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        SumLast.RequireLastAxis(x, Name);
        return x;
    }

    /// <summary>The gradient less its mean over the positive results; 0 for the others.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        Node positive = new(new Greater(), output, new Node(new Literal(0)));
        Node kept = new(new Multiply(), gradient, positive);
        Node mean = new(new Divide(), new Node(new SumLast(keepAxis: true), kept), new Node(new SumLast(keepAxis: true), positive));
        return [new Node(new Multiply(), new Node(new Subtract(), gradient, mean), positive)];
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Sparsemax(node);
}
