namespace Keratin;

/// <summary>A number on the diagonal of a matrix, 0 elsewhere: a layer that passes its input on at first.</summary>
/// <param name="gain">The number. Default: 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
public sealed class Identity(float gain = 1) : Initializer
{
    private readonly float _gain = (float)Finite(nameof(Identity), nameof(gain), gain);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weight is not a matrix.</exception>
    public override void Fill(Span<float> values, Shape shape, ulong key)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank != 2) throw new ArgumentException($"Identity fills matrices, such as a kernel, but the weight has the shape {shape}: choose another initializer for it.");
        values.Clear();
        for (int i = 0; i < Math.Min(shape[0], shape[1]); i++) values[i * shape[1] + i] = _gain;
    }
}
