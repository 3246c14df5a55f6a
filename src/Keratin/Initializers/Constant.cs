namespace Keratin;

/// <summary>All values the same number.</summary>
/// <param name="value">The number. Default: 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
public sealed class Constant(double value = 0) : Initializer, IFromConfig<Constant>
{
    private readonly double _value = Finite(nameof(Constant), nameof(value), value);

    static Constant IFromConfig<Constant>.FromConfig(Config config) => new(config.GetDouble("value", 0));

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Fill((float)_value);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("value", _value);
}
