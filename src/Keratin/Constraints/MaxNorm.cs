using Keratin.Core;

namespace Keratin;

/// <summary>The weights that lead to a unit are scaled down where their length √(Σ w²) exceeds a limit.</summary>
public sealed class MaxNorm : Constraint, IFromConfig<MaxNorm>
{
    private readonly double _maxValue;
    private readonly int _axis;

    /// <summary>Makes a constraint.</summary>
    /// <param name="maxValue">The largest length. Default: 2.</param>
    /// <param name="axis">Along which axis the lengths are. Default: 0, the inputs of each unit of a kernel (inputs, units).</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or not finite.</exception>
    public MaxNorm(double maxValue = 2, int axis = 0) => (_maxValue, _axis) = (Length(nameof(MaxNorm), nameof(maxValue), maxValue), axis);

    static MaxNorm IFromConfig<MaxNorm>.FromConfig(Config config) => new(config.GetDouble("max_value", 2), config.GetInt("axis", 0));

    /// <inheritdoc/>
    public override Node Call(Node weight) => Resize(weight, _axis, lengths => new Node(new Clip(0, (float)_maxValue), lengths));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("max_value", _maxValue);
        config.Set("axis", _axis);
    }
}
