using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Sets a random share of its input to 0 while training and multiplies the rest by 1 / (1 − rate), so that the expected
/// sum stays the same; otherwise passes its input on. Any shape; no weights.
/// </summary>
public sealed class Dropout : Layer, IFromConfig<Dropout>
{
    private readonly int? _seed;

    /// <summary>Makes a layer. Which elements fall out follows from the model's seed, the layer's place and the step.</summary>
    /// <param name="rate">The share that is set to 0, from 0 (nothing) to 1 (everything).</param>
    /// <param name="seed">A seed of its own: the same masks in every model and place. Default: none, the model's decides.</param>
    /// <param name="name">The layer's name; default: <c>dropout</c>, <c>dropout_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not between 0 and 1.</exception>
    public Dropout(double rate, int? seed = null, string? name = null)
        : base(name)
    {
        if (!(rate >= 0 && rate <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), string.Create(CultureInfo.InvariantCulture, $"Dropout needs a rate from 0 to 1 but got {rate}."));
        (Rate, _seed) = (rate, seed);
    }

    /// <summary>The share that is set to 0.</summary>
    public double Rate { get; }

    static Dropout IFromConfig<Dropout>.FromConfig(Config config)
    {
        config.AllowOnly("noise_shape", null);
        return new(config.GetDouble("rate"), config.GetSeed(), config.GetOptionalString("name"));
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        if (!context.Training || Rate == 0) return x;
        if (Rate == 1) return new Node(new Scale(0), x);
        var mask = new Node(new DropoutMask((float)Rate, context.KeyOf(RandomPurpose.Dropout, _seed), x.Shape), context.Iteration.Read);
        return new Node(new Core.Multiply(), x, mask);
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("rate", Rate);
        config.Set("seed", _seed);
        config.SetValue("noise_shape", null);
    }
}
