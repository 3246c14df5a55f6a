namespace Keratin.Core;

/// <summary>An effect: the float32 variable that is the first input takes the value of the second.</summary>
public sealed class Assign : Operation
{
    /// <inheritdoc/>
    public override int Writes => 1;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Node variable = Expect(inputs, 2, Name);
        if (variable.Operation is not VariableRead { Variable.Type: ElementType.Float32 })
            throw new ArgumentException($"{Name} expects a float32 variable first but got {variable}.");
        return inputs[1].Shape == variable.Shape ? variable.Shape
            : throw new ArgumentException($"{Name}: {variable} cannot take a value of shape {inputs[1].Shape}.");
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Assign(node);
}
