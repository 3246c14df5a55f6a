using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Dropout that keeps mean and variance, for networks with selu: while training a random share becomes −1.7581, and all
/// is scaled and shifted; otherwise passes its input on (Klambauer et al. 2017). Any shape; no weights.
/// </summary>
public sealed class AlphaDropout : Layer
{
    // What selu tends to far below zero: −alpha · scale.
    private const double Floor = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    private readonly double _rate;
    private readonly int? _seed;

    /// <summary>Makes a layer. Which elements fall out follows from the model's seed, the layer's place and the step.</summary>
    /// <param name="rate">The share that falls out, from 0 (nothing) to below 1.</param>
    /// <param name="seed">A seed of its own: the same masks in every model and place. Default: none, the model's decides.</param>
    /// <param name="name">The layer's name; default: <c>alpha_dropout</c>, <c>alpha_dropout_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from 0 to below 1.</exception>
    public AlphaDropout(double rate, int? seed = null, string? name = null)
        : base(name)
    {
        if (!(rate >= 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), string.Create(CultureInfo.InvariantCulture, $"AlphaDropout needs a rate from 0 to below 1 but got {rate}."));
        (_rate, _seed) = (rate, seed);
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        if (!context.Training || _rate == 0) return x;
        double scale = 1 / Math.Sqrt((1 - _rate) * (1 + _rate * Floor * Floor)), shift = -scale * Floor * _rate;
        // The mask is 1 / (1 − rate) or 0; kept elements are x, others the floor.
        var mask = new Node(new DropoutMask((float)_rate, context.KeyOf(RandomPurpose.Dropout, _seed), x.Shape), context.Iteration.Read);
        Node kept = (float)(1 - _rate) * mask;
        return (float)scale * (x * kept) + ((float)(-scale * Floor) * kept + (float)(scale * Floor + shift));
    }
}
