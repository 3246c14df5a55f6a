using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Adds normal noise of mean 0 while training; otherwise passes its input on. Any shape; no weights.</summary>
public sealed class GaussianNoise : Layer
{
    private readonly float _stddev;
    private readonly int? _seed;

    /// <summary>Makes a layer. The noise follows from the model's seed, the layer's place and the step.</summary>
    /// <param name="stddev">The standard deviation of the noise, not negative.</param>
    /// <param name="seed">A seed of its own: the same noise in every model and place. Default: none, the model's decides.</param>
    /// <param name="name">The layer's name; default: <c>gaussian_noise</c>, <c>gaussian_noise_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public GaussianNoise(double stddev, int? seed = null, string? name = null)
        : base(name)
    {
        if (!(stddev >= 0 && float.IsFinite((float)stddev)))
            throw new ArgumentOutOfRangeException(nameof(stddev), string.Create(CultureInfo.InvariantCulture, $"GaussianNoise needs a stddev from 0 on, such as 0.1, but got {stddev}."));
        (_stddev, _seed) = ((float)stddev, seed);
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) =>
        !context.Training || _stddev == 0 ? x : x + _stddev * NormalNoise.Of(x.Shape, context, _seed);
}
