using System.Globalization;

namespace Keratin.Core;

/// <summary>
/// 0 with probability <c>rate</c>, else 1 / (1 − rate), for each element: a pure function of the key, the counter (the
/// only input) and the element's place. Multiplying by it is dropout, and the product's gradient is dropout's.
/// </summary>
/// <param name="rate">The share of zeros, 0 to 1.</param>
/// <param name="key">What tells this mask from others of the same model: seed, purpose, layer.</param>
/// <param name="shape">The mask's shape.</param>
public sealed class DropoutMask(float rate, ulong key, Shape shape) : Operation
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"DropoutMask[{rate}]");

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
    public override void Lower(Node node, ILowering lowering) => lowering.RandomMask(node, rate, key);
}
