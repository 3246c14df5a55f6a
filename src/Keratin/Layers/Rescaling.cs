using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>x · scale + offset: <c>new Rescaling(1 / 255.0)</c> brings pixels to [0, 1]. Any shape; no weights.</summary>
public sealed class Rescaling : Layer, IFromConfig<Rescaling>
{
    private readonly double _scale;
    private readonly double _offset;

    /// <summary>Makes a layer.</summary>
    /// <param name="scale">What the input is multiplied by.</param>
    /// <param name="offset">What is added. Default: 0.</param>
    /// <param name="inputShape">The shape of one row of input, without the batch axis, where it should be known at once.</param>
    /// <param name="name">The layer's name; default: <c>rescaling</c>, <c>rescaling_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public Rescaling(double scale, double offset = 0, int[]? inputShape = null, string? name = null)
        : base(name, inputShape) => (_scale, _offset) = (Finite(nameof(scale), scale), Finite(nameof(offset), offset));

    static Rescaling IFromConfig<Rescaling>.FromConfig(Config config) => new(config.GetDouble("scale"), config.GetDouble("offset", 0), name: config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => _offset == 0 ? (float)_scale * x : (float)_scale * x + (float)_offset;

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("scale", _scale);
        config.Set("offset", _offset);
    }

    private static double Finite(string argument, double value) =>
        float.IsFinite((float)value) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"Rescaling: {argument} must be a finite number but was {value}."));
}
