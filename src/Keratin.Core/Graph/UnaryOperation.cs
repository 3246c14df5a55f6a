namespace Keratin.Core;

/// <summary>An operation that applies one function to every element.</summary>
public abstract class UnaryOperation : Operation
{
    private protected UnaryOperation() { }

    /// <inheritdoc/>
    public sealed override Shape InferShape(ReadOnlySpan<Node> inputs) => Expect(inputs, 1, Name).Shape;

    /// <summary>Hands the function to a visitor as a type of its own, so that a kernel is compiled for it.</summary>
    /// <param name="visitor">Who wants to know.</param>
    public abstract void Accept(IUnaryVisitor visitor);
}

/// <summary>An operation that applies <typeparamref name="TFunction"/> to every element.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
/// <param name="function">The function with its parameters.</param>
public abstract class UnaryOperation<TFunction>(TFunction function) : UnaryOperation
    where TFunction : struct, IUnaryFunction
{
    /// <inheritdoc/>
    public sealed override void Accept(IUnaryVisitor visitor) => visitor.Visit(function);

    /// <inheritdoc/>
    public sealed override void Lower(Node node, ILowering lowering) => lowering.Unary(node, function);
}
