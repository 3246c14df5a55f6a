namespace Keratin;

/// <summary>All values 0: Keras's default for biases.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key) => values.Clear();
}
