namespace Keratin;

/// <summary>All values 0: Keras's default for biases.</summary>
public sealed class Zeros : Initializer, IFromConfig<Zeros>
{
    static Zeros IFromConfig<Zeros>.FromConfig(Config config) => new();

    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Clear();
}
