using Keratin.Core;

namespace Keratin;

/// <summary>The weights that lead to a unit are scaled to the length 1.</summary>
/// <param name="axis">Along which axis the lengths are. Default: 0, the inputs of each unit of a kernel (inputs, units).</param>
public sealed class UnitNorm(int axis = 0) : Constraint, IFromConfig<UnitNorm>
{
    static UnitNorm IFromConfig<UnitNorm>.FromConfig(Config config) => new(config.GetInt("axis", 0));

    /// <inheritdoc/>
    public override Node Call(Node weight) => Resize(weight, axis, desired: null);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("axis", axis);
}
