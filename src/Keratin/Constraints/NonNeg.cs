using Keratin.Core;

namespace Keratin;

/// <summary>Negative weights become 0.</summary>
public sealed class NonNeg : Constraint, IFromConfig<NonNeg>
{
    static NonNeg IFromConfig<NonNeg>.FromConfig(Config config) => new();

    /// <inheritdoc/>
    public override Node Call(Node weight) => new(new Relu(), weight);
}
