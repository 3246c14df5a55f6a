namespace Keratin;

/// <summary>All values 1.</summary>
public sealed class Ones : Initializer, IFromConfig<Ones>
{
    static Ones IFromConfig<Ones>.FromConfig(Config config) => new();

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Fill(1);
}
