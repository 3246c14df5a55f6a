using System.Globalization;

namespace Keratin.Core;

/// <summary>A number known when the graph is made.</summary>
/// <param name="value">The number.</param>
public sealed class Literal(float value) : Operation
{
    /// <summary>The number.</summary>
    public float Value { get; } = value;

    /// <inheritdoc/>
    public override string Name => Value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs) => Shape.Scalar;

    /// <summary>Nothing to compute: the plan writes the number once.</summary>
    public override void Lower(Node node, ILowering lowering) { }
}
