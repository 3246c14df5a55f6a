namespace Keratin.Core;

/// <summary>The value of a variable before the step. Made once by the <see cref="Core.Variable"/> itself.</summary>
public sealed class VariableRead : Operation
{
    internal VariableRead(Variable variable) => Variable = variable;

    /// <summary>The variable.</summary>
    public Variable Variable { get; }

    /// <inheritdoc/>
    public override string Name => Variable.Name;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => Variable.Shape;

    /// <summary>Nothing to compute: a backend uses the variable's memory.</summary>
    public override void Lower(Node node, ILowering lowering) { }
}
