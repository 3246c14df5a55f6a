using System.Text.Json;

namespace Keratin;

/// <summary>
/// Brings the columns of a table to a common scale: y = (x − center) / scale for each column, with the centers and scales
/// learnt from the training data alone. Names, formulas and treatment of constant columns are scikit-learn's.
/// </summary>
/// <remarks>
/// A column is a place in the last axis of an array of two axes; an array of one axis is a single column. All is computed in
/// double precision and rounded once. A column that does not vary is centred, but not scaled.
/// </remarks>
/// <example>
/// <code>
/// var scaler = new StandardScaler();
/// NDArray train = scaler.FitTransform(xTrain), test = scaler.Transform(xTest);
/// </code>
/// </example>
public abstract class Scaler
{
    // Below this scikit-learn takes a scale for rounding, and the column for constant.
    private protected const double LeastScale = 10 * 2.220446049250313e-16;

    // What a Normalization layer can hold: it keeps squares as 32-bit numbers, and divides by no less than 1e-7.
    private const double LeastInLayer = 1e-7, LargestInLayer = 1e19;

    private double[]? _centers;
    private double[]? _scales;

    private protected Scaler() { }

    /// <summary>What is subtracted from each column.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been learnt yet.</exception>
    public IReadOnlyList<double> Centers => Learnt().Centers;

    /// <summary>What each column is divided by.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been learnt yet.</exception>
    public IReadOnlyList<double> Scales => Learnt().Scales;

    /// <summary>What a value at the center becomes.</summary>
    private protected virtual double Origin => 0;

    /// <summary>Where results are cut off; null: nowhere.</summary>
    private protected virtual (double Low, double High)? Limits => null;

    /// <summary>Learns the centers and scales. What was learnt before is forgotten.</summary>
    /// <param name="x">The training data, of shape (rows, columns) or (rows,).</param>
    /// <exception cref="ArgumentException">There is no row, or an element is NaN or infinite.</exception>
    public void Fit(NDArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        int columns = Columns(x);
        if (x.Length == 0) throw new ArgumentException($"{GetType().Name} has nothing to learn from: the array of shape {x.Shape} has no rows.", nameof(x));
        if (x.FindNonFinite() is { } wrong)
        {
            string value = float.IsNaN(x.ToArray()[wrong.Row * columns + wrong.Place]) ? "NaN" : "an infinite number";
            throw new ArgumentException($"Row {wrong.Row} holds {value} in column {wrong.Place}: leave the row out, or replace the missing value, before fitting.", nameof(x));
        }
        float[] values = x.ToArray();
        double[] centers = new double[columns], scales = new double[columns], column = new double[x.Length];
        for (int place = 0; place < columns; place++)
        {
            for (int row = 0; row < column.Length; row++) column[row] = values[row * columns + place];
            (centers[place], scales[place]) = Measure(column);
        }
        (_centers, _scales) = (centers, scales);
    }

    /// <summary>Scales data.</summary>
    /// <param name="x">Data with as many columns as those of <see cref="Fit"/>.</param>
    /// <returns>A dense array of the same shape. What is NaN stays NaN.</returns>
    /// <exception cref="InvalidOperationException">Nothing has been learnt yet.</exception>
    /// <exception cref="ArgumentException">The number of columns is another.</exception>
    public NDArray Transform(NDArray x)
    {
        (double[] centers, double[] scales) = Checked(x);
        (double low, double high) = Limits ?? (double.NegativeInfinity, double.PositiveInfinity);
        float[] values = x.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % centers.Length;
            values[i] = (float)Math.Clamp((values[i] - centers[column]) / scales[column] + Origin, low, high);
        }
        return new NDArray(values, x.Shape);
    }

    /// <summary>Learns from data and scales them.</summary>
    /// <param name="x">The training data.</param>
    /// <returns>A dense array of the same shape.</returns>
    /// <exception cref="ArgumentException">There is no row, or an element is NaN or infinite.</exception>
    public NDArray FitTransform(NDArray x)
    {
        Fit(x);
        return Transform(x);
    }

    /// <summary>Takes scaled data back to what they were.</summary>
    /// <param name="y">Data as <see cref="Transform"/> returns them.</param>
    /// <returns>A dense array of the same shape.</returns>
    /// <exception cref="InvalidOperationException">Nothing has been learnt yet.</exception>
    /// <exception cref="ArgumentException">The number of columns is another.</exception>
    public NDArray InverseTransform(NDArray y)
    {
        (double[] centers, double[] scales) = Checked(y);
        float[] values = y.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % centers.Length;
            values[i] = (float)((values[i] - Origin) * scales[column] + centers[column]);
        }
        return new NDArray(values, y.Shape);
    }

    /// <summary>A layer that does the same inside a model, so that the model takes data as they are. What it computes differs by rounding alone.</summary>
    /// <param name="name">The layer's name; default: <c>normalization</c>, or <c>sequential</c> where the scaler clips.</param>
    /// <returns>
    /// A <see cref="Normalization"/> with given mean and variance, to stand first in the model. Where the scaler clips, a
    /// <see cref="Sequential"/> of it, of a <see cref="ReLU"/> with a largest value, and of a <see cref="Rescaling"/>
    /// that puts the range where it belongs.
    /// </returns>
    /// <exception cref="InvalidOperationException">Nothing has been learnt yet, or a scale is too small or too large for the layer's 32-bit numbers.</exception>
    public Layer ToLayer(string? name = null)
    {
        (double[] centers, double[] scales) = Learnt();
        int odd = Array.FindIndex(scales, scale => scale is not (>= LeastInLayer and <= LargestInLayer));
        if (odd >= 0)
            throw new InvalidOperationException($"Column {odd} is divided by {NumberText.Of(scales[odd])}, but a layer can divide by {NumberText.Of(LeastInLayer)} to {NumberText.Of(LargestInLayer)}: give the column another unit, or call Transform before the model.");
        // The seed is never used: it is given so that none is drawn.
        if (Limits is var (low, high))
            return new Sequential([Normalized(centers, scales, null), new ReLU(maxValue: high - low), new Rescaling(1, offset: low)], seed: 0, name);
        // (x − center) / scale + origin is (x − (center − origin · scale)) / scale.
        double[] means = [.. centers.Zip(scales, (center, scale) => center - Origin * scale)];
        return Normalized(means, scales, name);
    }

    /// <summary>The scaler with what it learnt as JSON, which <c>FromJson</c> reads.</summary>
    public string ToJson() => PreprocessorState.Write(GetType().Name, json =>
    {
        WriteOptions(json);
        WriteNumbers(json, "centers", _centers);
        WriteNumbers(json, "scales", _scales);
    });

    /// <summary>The center and the scale of one column, whose values may be put in another order.</summary>
    private protected abstract (double Center, double Scale) Measure(double[] column);

    private protected abstract void WriteOptions(Utf8JsonWriter json);

    /// <summary>Takes over what <see cref="ToJson"/> wrote.</summary>
    internal void Restore(JsonElement config)
    {
        double[]? centers = ReadNumbers(config, "centers"), scales = ReadNumbers(config, "scales");
        if (centers?.Length != scales?.Length) throw new FormatException($"There are {centers?.Length ?? 0} centers and {scales?.Length ?? 0} scales.");
        (_centers, _scales) = (centers, scales);
    }

    private static Normalization Normalized(double[] means, double[] scales, string? name) =>
        new(means, Array.ConvertAll(scales, scale => scale * scale), inputShape: [scales.Length], name: name);

    private (double[] Centers, double[] Scales) Learnt() => _centers is { } centers && _scales is { } scales ? (centers, scales)
        : throw new InvalidOperationException($"This {GetType().Name} has learnt nothing yet: call Fit with the training data first.");

    private (double[] Centers, double[] Scales) Checked(NDArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        (double[] centers, double[] scales) = Learnt();
        int columns = Columns(x);
        return columns == centers.Length ? (centers, scales)
            : throw new ArgumentException($"This {GetType().Name} was fitted to {centers.Length} columns, but got {columns} (an array of shape {x.Shape}).", nameof(x));
    }

    private int Columns(NDArray x) => x.Rank switch
    {
        1 => 1,
        2 => x.Shape[1],
        _ => throw new ArgumentException($"{GetType().Name} takes an array of shape (rows, columns) or (rows,), but got {x.Shape}.", nameof(x)),
    };

    private static void WriteNumbers(Utf8JsonWriter json, string name, double[]? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        foreach (double value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static double[]? ReadNumbers(JsonElement config, string name) =>
        config.GetProperty(name) is { ValueKind: JsonValueKind.Array } values ? [.. values.EnumerateArray().Select(value => value.Double())] : null;
}
