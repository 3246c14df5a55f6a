using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Sets a random share of its input to 0 while training and multiplies the rest by 1 / (1 − rate), so that the expected
/// sum stays the same; otherwise passes its input on. Any shape; no weights.
/// </summary>
public sealed class Dropout : Layer
{
    /// <summary>Makes a layer. Which elements fall out follows from the model's seed, the layer's place and the step.</summary>
    /// <param name="rate">The share that is set to 0, from 0 (nothing) to 1 (everything).</param>
    /// <param name="name">The layer's name; default: <c>dropout</c>, <c>dropout_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not between 0 and 1.</exception>
    public Dropout(double rate, string? name = null)
        : base(name)
    {
        if (!(rate >= 0 && rate <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), string.Create(CultureInfo.InvariantCulture, $"Dropout needs a rate from 0 to 1 but got {rate}."));
        Rate = rate;
    }

    /// <summary>The share that is set to 0.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        if (!context.Training || Rate == 0) return x;
        if (Rate == 1) return new Node(new Scale(0), x);
        var mask = new Node(new DropoutMask((float)Rate, context.Key(RandomPurpose.Dropout), x.Shape), context.Iteration.Read);
        return new Node(new Core.Multiply(), x, mask);
    }
}
