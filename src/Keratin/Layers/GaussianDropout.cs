using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Multiplies by normal noise of mean 1 and deviation √(rate / (1 − rate)) while training, the mean and deviation of
/// dropout's mask; otherwise passes its input on. Any shape; no weights.
/// </summary>
public sealed class GaussianDropout : Layer
{
    private readonly double _rate;
    private readonly int? _seed;

    /// <summary>Makes a layer. The noise follows from the model's seed, the layer's place and the step.</summary>
    /// <param name="rate">As for <see cref="Dropout"/>: from 0 (nothing) to below 1.</param>
    /// <param name="seed">A seed of its own: the same noise in every model and place. Default: none, the model's decides.</param>
    /// <param name="name">The layer's name; default: <c>gaussian_dropout</c>, <c>gaussian_dropout_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from 0 to below 1.</exception>
    public GaussianDropout(double rate, int? seed = null, string? name = null)
        : base(name)
    {
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), string.Create(CultureInfo.InvariantCulture, $"GaussianDropout needs a rate from 0 to below 1 but got {rate}."));
        (_rate, _seed) = (rate, seed);
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        if (!context.Training || _rate == 0) return x;
        return x * ((float)Math.Sqrt(_rate / (1 - _rate)) * NormalNoise.Of(x.Shape, context, _seed) + 1);
    }
}
