using System.Text.Json;

namespace Keratin;

/// <summary>
/// Brings each column into a range: y = (x − min) / (max − min) · (high − low) + low. scikit-learn's <c>MinMaxScaler</c>.
/// </summary>
/// <remarks>Data that go beyond the training data's extremes go beyond the range as well, unless they are clipped.</remarks>
public sealed class MinMaxScaler : Scaler
{
    private readonly (double Low, double High) _range;
    private readonly bool _clip;

    /// <summary>Makes a scaler.</summary>
    /// <param name="featureRange">The range, the smaller end first; null, the default: from 0 to 1.</param>
    /// <param name="clip">Whether results outside the range are set to its ends. Default: no.</param>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public MinMaxScaler((double Low, double High)? featureRange = null, bool clip = false)
    {
        _range = featureRange ?? (0, 1);
        _clip = clip;
        if (!(_range.Low < _range.High) || !double.IsFinite(_range.High - _range.Low))
            throw new ArgumentException($"featureRange must go from a smaller to a larger number, but was ({NumberText.Of(_range.Low)}, {NumberText.Of(_range.High)}).", nameof(featureRange));
    }

    /// <summary>Makes a scaler from what <see cref="Scaler.ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static MinMaxScaler FromJson(string json) => PreprocessorState.Read(json, nameof(MinMaxScaler), config =>
    {
        var scaler = new MinMaxScaler((config.GetProperty("low").Double(), config.GetProperty("high").Double()), config.GetProperty("clip").GetBoolean());
        scaler.Restore(config);
        return scaler;
    });

    private protected override double Origin => _range.Low;

    private protected override (double Low, double High)? Limits => _clip ? _range : null;

    private protected override (double Center, double Scale) Measure(double[] column)
    {
        double least = column.Min(), spread = column.Max() - least;
        return (least, (spread < LeastScale ? 1 : spread) / (_range.High - _range.Low));
    }

    private protected override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteNumber("low", _range.Low);
        json.WriteNumber("high", _range.High);
        json.WriteBoolean("clip", _clip);
    }
}
