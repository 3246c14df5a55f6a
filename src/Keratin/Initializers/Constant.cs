namespace Keratin;

/// <summary>All values the same number.</summary>
/// <param name="value">The number. Default: 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
public sealed class Constant(float value = 0) : Initializer
{
    private readonly float _value = (float)Finite(nameof(Constant), nameof(value), value);

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Fill(_value);
}
