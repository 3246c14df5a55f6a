using Keratin.Core;

namespace Keratin;

/// <summary>Negative weights become 0.</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Node Call(Node weight) => new(new Relu(), weight);
}
