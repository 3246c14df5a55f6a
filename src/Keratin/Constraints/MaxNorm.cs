using Keratin.Core;

namespace Keratin;

/// <summary>The weights that lead to a unit are scaled down where their length √(Σ w²) exceeds a limit.</summary>
public sealed class MaxNorm : Constraint
{
    private readonly float _maxValue;
    private readonly int _axis;

    /// <summary>Makes a constraint.</summary>
    /// <param name="maxValue">The largest length. Default: 2.</param>
    /// <param name="axis">Along which axis the lengths are. Default: 0, the inputs of each unit of a kernel (inputs, units).</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or not finite.</exception>
    public MaxNorm(double maxValue = 2, int axis = 0) => (_maxValue, _axis) = (Length(nameof(MaxNorm), nameof(maxValue), maxValue), axis);

    /// <inheritdoc/>
    public override Node Call(Node weight) => Resize(weight, _axis, lengths => new Node(new Clip(0, _maxValue), lengths));
}
