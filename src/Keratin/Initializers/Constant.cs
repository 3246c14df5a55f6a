namespace Keratin;

/// <summary>All values the same number.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(double value = 0) : Initializer, IFromConfig<Constant>
{
    static Constant IFromConfig<Constant>.FromConfig(Config config) => new(config.GetDouble("value", 0));

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Fill((float)value);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("value", value);
}
