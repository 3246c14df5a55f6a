namespace Keratin;

/// <summary>All values the same number.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(float value = 0) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Fill(value);
}
