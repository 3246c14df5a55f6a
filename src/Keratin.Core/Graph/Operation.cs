namespace Keratin.Core;

/// <summary>
/// What a node computes: its shape rule, its gradient in graph terms, and which of a backend's loops runs it.
/// One operation, one file, everything about it.
/// </summary>
public abstract class Operation
{
    /// <summary>The name that printed graphs and error messages show.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The shape of the result.</summary>
    /// <param name="inputs">The nodes that the operation is applied to.</param>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public abstract Shape InferShape(ReadOnlySpan<Node> inputs);

    /// <summary>
    /// The gradients of the inputs, as nodes. A rule uses <paramref name="output"/> instead of the inputs where it
    /// can, so that nothing else has to be kept for it and the operation still fuses with what comes before.
    /// </summary>
    /// <param name="output">The node that applied this operation.</param>
    /// <param name="gradient">The gradient of the loss by <paramref name="output"/>, of the same shape.</param>
    /// <returns>One node per input; <see langword="null"/> where no gradient flows.</returns>
    public virtual Node?[] Gradient(Node output, Node gradient) =>
        throw new InvalidOperationException($"{Name} has no gradient: it cannot stand between the loss and a trainable weight.");

    /// <summary>A bit per input that this operation writes; those inputs are variables. Not zero makes the node an effect.</summary>
    public virtual int Writes => 0;

    /// <summary>Whether the result is the first input's memory under another shape, so that nothing is computed.</summary>
    public virtual bool IsView => false;

    /// <summary>Tells a backend which of its loops computes the node, and with which function inside.</summary>
    /// <param name="node">The node that applied this operation.</param>
    /// <param name="lowering">The backend.</param>
    public abstract void Lower(Node node, ILowering lowering);

    private protected static Node Expect(ReadOnlySpan<Node> inputs, int count, string name) =>
        inputs.Length == count ? inputs[0] : throw new ArgumentException($"{name} takes {count} inputs but got {inputs.Length}.");
}
