using System.Text.Json;

namespace Keratin;

/// <summary>
/// Gives each column the median 0 and the distance 1 between its quartiles: y = (x − median) / (q75 − q25). A few values far
/// off change neither. scikit-learn's <c>RobustScaler</c>; quantiles between two values are interpolated linearly.
/// </summary>
public sealed class RobustScaler : Scaler
{
    private readonly bool _withCentering;
    private readonly bool _withScaling;
    private readonly (double Low, double High) _quantiles;

    /// <summary>Makes a scaler.</summary>
    /// <param name="withCentering">Whether the median is subtracted. Default: yes.</param>
    /// <param name="withScaling">Whether columns are divided by the distance of the quantiles. Default: yes.</param>
    /// <param name="quantileRange">The two quantiles in per cent, the smaller first; null, the default: 25 and 75.</param>
    /// <exception cref="ArgumentException">The quantiles are not from 0 to 100, the smaller first.</exception>
    public RobustScaler(bool withCentering = true, bool withScaling = true, (double Low, double High)? quantileRange = null)
    {
        _quantiles = quantileRange ?? (25, 75);
        (_withCentering, _withScaling) = (withCentering, withScaling);
        if (!(_quantiles.Low >= 0 && _quantiles.Low <= _quantiles.High && _quantiles.High <= 100))
            throw new ArgumentException($"quantileRange must be two per cents from 0 to 100, the smaller first, but was ({NumberText.Of(_quantiles.Low)}, {NumberText.Of(_quantiles.High)}).", nameof(quantileRange));
    }

    /// <summary>Makes a scaler from what <see cref="Scaler.ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static RobustScaler FromJson(string json) => PreprocessorState.Read(json, nameof(RobustScaler), config =>
    {
        var scaler = new RobustScaler(config.GetProperty("with_centering").GetBoolean(), config.GetProperty("with_scaling").GetBoolean(),
            (config.GetProperty("low").Double(), config.GetProperty("high").Double()));
        scaler.Restore(config);
        return scaler;
    });

    private protected override (double Center, double Scale) Measure(double[] column)
    {
        Array.Sort(column);
        double spread = Quantile(column, _quantiles.High) - Quantile(column, _quantiles.Low);
        return (_withCentering ? Quantile(column, 50) : 0, _withScaling && spread >= LeastScale ? spread : 1);
    }

    private protected override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteBoolean("with_centering", _withCentering);
        json.WriteBoolean("with_scaling", _withScaling);
        json.WriteNumber("low", _quantiles.Low);
        json.WriteNumber("high", _quantiles.High);
    }

    private static double Quantile(double[] ordered, double percent)
    {
        double place = percent / 100 * (ordered.Length - 1);
        int below = (int)place;
        return below + 1 < ordered.Length ? ordered[below] + (ordered[below + 1] - ordered[below]) * (place - below) : ordered[below];
    }
}
