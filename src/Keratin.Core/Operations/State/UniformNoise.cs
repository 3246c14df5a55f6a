namespace Keratin.Core;

/// <summary>
/// A number between −1 and 1 for each element, an odd multiple of 2⁻²⁴, never ±1: a pure function of the key, the counter
/// (the only input) and the element's place.
/// </summary>
/// <param name="key">What tells this noise from other of the same model: seed, purpose, layer.</param>
/// <param name="shape">The shape.</param>
public sealed class UniformNoise(ulong key, Shape shape) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Node counter = Expect(inputs, 1, Name);
        return counter.Operation is VariableRead { Variable.Type: ElementType.Int64 } ? shape
            : throw new ArgumentException($"{Name} expects an integer variable but got {counter}.");
    }

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null];

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.RandomUniform(node, key);
}
