namespace Keratin.Core;

/// <summary>
/// Cross-entropy of softmax(z) with the truth, row by row, computed from the logits z:
/// log Σ exp(z − max z) − Σ t·(z − max z), with t the truth as probabilities or, from a class label, as a single 1.
/// Nothing overflows and nothing is clipped. A label that names no class makes the row's loss NaN.
/// </summary>
/// <param name="labels">The truth is one class label per row instead of one probability per class.</param>
public sealed class SoftmaxCrossEntropy(bool labels) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape rows = SumLast.ReduceLast(Expect(inputs, 2, Name), false, Name);
        Shape expected = labels ? rows : inputs[0].Shape;
        return inputs[1].Shape == expected ? rows : throw new ArgumentException($"{Name} expects a truth of shape {expected} but got {inputs[1].Shape}.");
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [new Node(new Derivative(labels), output.Inputs[0], output.Inputs[1], gradient), null];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.CrossEntropy(node, labels);

    /// <summary>g · (softmax(z) · Σt − t), row by row; with labels Σt is 1.</summary>
    public sealed class Derivative(bool labels) : Operation
    {
        /// <inheritdoc/>
        public override string Name => "SoftmaxCrossEntropyDerivative";

        /// <inheritdoc/>
        public override Shape InferShape(ReadOnlySpan<Node> inputs) => Expect(inputs, 3, Name).Shape;

        /// <inheritdoc/>
        public override void Lower(Node node, ILowering lowering) => lowering.CrossEntropyDerivative(node, labels);
    }
}
