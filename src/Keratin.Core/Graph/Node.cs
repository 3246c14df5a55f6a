namespace Keratin.Core;

/// <summary>One value in a graph: an operation applied to other nodes. Immutable; its shape is known when it is made.</summary>
public sealed class Node
{
    private readonly Node[] _inputs;

    /// <summary>Applies an operation. Its shape rule runs now, so a mistake is found where it is written.</summary>
    /// <param name="operation">What to compute.</param>
    /// <param name="inputs">What to compute it from.</param>
    /// <exception cref="ArgumentException">The shapes of the inputs do not fit the operation.</exception>
    public Node(Operation operation, params Node[] inputs)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        Operation = operation;
        _inputs = inputs;
        Shape = operation.InferShape(inputs);
    }

    /// <summary>What this node computes.</summary>
    public Operation Operation { get; }

    /// <summary>The nodes it is computed from.</summary>
    public ReadOnlySpan<Node> Inputs => _inputs;

    /// <summary>The shape of the value; the first axis may be the batch.</summary>
    public Shape Shape { get; }

    /// <summary>Whether the node writes variables instead of producing a value.</summary>
    public bool IsEffect => Operation.Writes != 0;

    /// <summary>The operation and the shape, for people: <c>MatMul(None, 64)</c>.</summary>
    public override string ToString() => $"{Operation.Name}{Shape}";
}
