using Keratin.Core;

namespace Keratin;

/// <summary>Uniform between two numbers.</summary>
/// <param name="minval">The smaller. Default: −0.05.</param>
/// <param name="maxval">The larger. Default: 0.05.</param>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
public sealed class RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> values, Shape shape, ulong key)
    {
        ulong own = Choose(seed, key);
        for (int i = 0; i < values.Length; i++) values[i] = (float)(minval + (maxval - minval) * RandomBits.Uniform(own, (uint)i));
    }
}
