using System.Text.Json;

namespace Keratin;

/// <summary>
/// Gives each column the mean 0 and the standard deviation 1: y = (x − mean) / deviation, with the deviation of the whole
/// population (divided by the number of rows). scikit-learn's <c>StandardScaler</c>.
/// </summary>
public sealed class StandardScaler : Scaler
{
    private const double Rounding = 2.220446049250313e-16;

    private readonly bool _withMean;
    private readonly bool _withStd;

    /// <summary>Makes a scaler.</summary>
    /// <param name="withMean">Whether the mean is subtracted. Default: yes.</param>
    /// <param name="withStd">Whether columns are divided by their deviation. Default: yes.</param>
    public StandardScaler(bool withMean = true, bool withStd = true) => (_withMean, _withStd) = (withMean, withStd);

    /// <summary>Makes a scaler from what <see cref="Scaler.ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static StandardScaler FromJson(string json) => PreprocessorState.Read(json, nameof(StandardScaler), config =>
    {
        var scaler = new StandardScaler(config.GetProperty("with_mean").GetBoolean(), config.GetProperty("with_std").GetBoolean());
        scaler.Restore(config);
        return scaler;
    });

    private protected override (double Center, double Scale) Measure(double[] column)
    {
        double mean = column.Average(), variance = column.Sum(value => (value - mean) * (value - mean)) / column.Length;
        // scikit-learn's bound of what rounding alone may leave of a constant column.
        double rounded = column.Length * mean * Rounding;
        bool constant = variance <= column.Length * Rounding * variance + rounded * rounded;
        return (_withMean ? mean : 0, _withStd && !constant ? Math.Sqrt(variance) : 1);
    }

    private protected override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteBoolean("with_mean", _withMean);
        json.WriteBoolean("with_std", _withStd);
    }
}
