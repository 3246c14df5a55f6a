using Keratin.Core;

namespace Keratin;

/// <summary>The weights that lead to a unit are scaled where their length is below one limit or above another.</summary>
public sealed class MinMaxNorm : Constraint, IFromConfig<MinMaxNorm>
{
    private readonly double _minValue;
    private readonly double _maxValue;
    private readonly double _rate;
    private readonly int _axis;

    /// <summary>Makes a constraint.</summary>
    /// <param name="minValue">The smallest length. Default: 0.</param>
    /// <param name="maxValue">The largest length, at least <paramref name="minValue"/>. Default: 1.</param>
    /// <param name="rate">How much of the way to the limit is made at each step, from 0 to 1. Default: 1, all of it.</param>
    /// <param name="axis">Along which axis the lengths are. Default: 0, the inputs of each unit of a kernel (inputs, units).</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative, they are in the wrong order, or the rate is no share.</exception>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, int axis = 0)
    {
        _minValue = Length(nameof(MinMaxNorm), nameof(minValue), minValue);
        _maxValue = Length(nameof(MinMaxNorm), nameof(maxValue), maxValue);
        if (maxValue < minValue) throw new ArgumentOutOfRangeException(nameof(maxValue), FormattableString.Invariant($"{nameof(MinMaxNorm)}: maxValue must be at least minValue, {minValue}, but was {maxValue}."));
        if (!(rate >= 0 && rate <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), FormattableString.Invariant($"{nameof(MinMaxNorm)}: rate must be from 0 to 1 but was {rate}."));
        (_rate, _axis) = (rate, axis);
    }

    static MinMaxNorm IFromConfig<MinMaxNorm>.FromConfig(Config config) => new(config.GetDouble("min_value", 0), config.GetDouble("max_value", 1),
        config.GetDouble("rate", 1), config.GetInt("axis", 0));

    /// <inheritdoc/>
    public override Node Call(Node weight) =>
        Resize(weight, _axis, lengths => (float)_rate * new Node(new Clip((float)_minValue, (float)_maxValue), lengths) + (float)(1 - _rate) * lengths);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("min_value", _minValue);
        config.Set("max_value", _maxValue);
        config.Set("rate", _rate);
        config.Set("axis", _axis);
    }
}
