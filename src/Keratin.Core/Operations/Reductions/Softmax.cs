namespace Keratin.Core;

/// <summary>exp(x − max x) / Σ exp(x − max x) along the last axis: positive numbers that sum to 1.</summary>
public sealed class Softmax : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1, Name).Shape;
        SumLast.RequireLastAxis(x, Name);
        return x;
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(), output, gradient)];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Softmax(node);

    /// <summary>y · (g − Σ g·y) along the last axis, with y the softmax.</summary>
    public sealed class Derivative : Operation
    {
        /// <inheritdoc/>
        public override string Name => "SoftmaxDerivative";

        /// <inheritdoc/>
        public override Shape InferShape(ReadOnlySpan<Node> inputs) => Expect(inputs, 2, Name).Shape;

        /// <inheritdoc/>
        public override void Lower(Node node, ILowering lowering) => lowering.SoftmaxDerivative(node);
    }
}
