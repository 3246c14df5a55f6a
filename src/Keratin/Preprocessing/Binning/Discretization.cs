using System.Text.Json;

namespace Keratin;

/// <summary>
/// Sorts numbers into bins: with the boundaries 0, 1 and 2 there are the bins x &lt; 0, 0 ≤ x &lt; 1, 1 ≤ x &lt; 2 and 2 ≤ x.
/// The boundaries are given, or learnt with <c>Adapt</c> so that the bins get about equally many numbers. Keras's layer
/// of that name, for .NET data.
/// </summary>
public sealed class Discretization
{
    private readonly bool _given;
    private float[]? _boundaries;

    /// <summary>Makes a discretization: give either the boundaries or the number of bins.</summary>
    /// <param name="binBoundaries">The boundaries, ascending; one bin more than boundaries.</param>
    /// <param name="numBins">The number of bins to learn.</param>
    /// <param name="epsilon">How exactly the boundaries are learnt, above 0 and below 1: about 1 / epsilon of the numbers are kept to find them. Default: 0.01.</param>
    /// <param name="outputMode"><c>int</c> (the default), <c>one_hot</c>, <c>multi_hot</c> or <c>count</c>.</param>
    /// <exception cref="ArgumentException">Both or neither are given, or an argument makes no sense.</exception>
    public Discretization(float[]? binBoundaries = null, int? numBins = null, double epsilon = 0.01, OutputMode? outputMode = null)
    {
        if (binBoundaries is null && numBins is null)
            throw new ArgumentException("Discretization needs binBoundaries, or numBins to learn them with Adapt.", nameof(numBins));
        if (binBoundaries is not null && numBins is not null)
            throw new ArgumentException($"Discretization takes binBoundaries or numBins, not both: {binBoundaries.Length} boundaries make {binBoundaries.Length + 1} bins, so leave numBins out.", nameof(numBins));
        if (numBins < 1) throw new ArgumentOutOfRangeException(nameof(numBins), numBins, "numBins is the number of bins, 1 or more.");
        if (!(epsilon > 0 && epsilon < 1)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "epsilon is the tolerated share of wrongly binned numbers, above 0 and below 1.");
        for (int i = 0; i < binBoundaries?.Length; i++)
        {
            if (float.IsNaN(binBoundaries[i])) throw new ArgumentException($"Boundary {i} is NaN.", nameof(binBoundaries));
            if (i > 0 && binBoundaries[i] < binBoundaries[i - 1])
                throw new ArgumentException($"binBoundaries must ascend, but boundary {i} is {NumberText.Of(binBoundaries[i])} after {NumberText.Of(binBoundaries[i - 1])}.", nameof(binBoundaries));
        }
        OutputMode = (outputMode ?? OutputMode.Int).Among(nameof(Discretization), OutputMode.Int, OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count);
        NumBins = numBins;
        Epsilon = epsilon;
        _boundaries = binBoundaries is null ? null : [.. binBoundaries];
        _given = binBoundaries is not null;
    }

    /// <summary>The number of bins to learn; null where the boundaries were given.</summary>
    public int? NumBins { get; }

    /// <summary>How exactly the boundaries are learnt.</summary>
    public double Epsilon { get; }

    /// <summary>What <see cref="Call"/> makes of the bins.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>The boundaries, ascending; null before <c>Adapt</c>.</summary>
    public IReadOnlyList<float>? BinBoundaries => _boundaries;

    /// <summary>Learns the boundaries from all elements of an array. What was learnt before is forgotten.</summary>
    /// <param name="data">Numbers in any shape.</param>
    /// <exception cref="InvalidOperationException">The boundaries were given.</exception>
    /// <exception cref="ArgumentException">There is no number, or one is NaN.</exception>
    public void Adapt(NDArray data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Adapt([data]);
    }

    /// <summary>Learns the boundaries from a stream of arrays, of which only a summary is kept. What was learnt before is forgotten.</summary>
    /// <param name="batches">Arrays of any shapes, read once.</param>
    /// <exception cref="InvalidOperationException">The boundaries were given.</exception>
    /// <exception cref="ArgumentException">There is no number, or one is NaN.</exception>
    public void Adapt(IEnumerable<NDArray> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        if (NumBins is not { } bins) throw new InvalidOperationException("This Discretization was given its binBoundaries, so it cannot learn them: give numBins instead, or do not call Adapt.");
        QuantileSummary summary = QuantileSummary.Empty;
        foreach (NDArray batch in batches)
        {
            float[] values = batch.ToArray();
            CheckNumbers(values, batch.Shape);
            if (values.Length > 0) summary = QuantileSummary.Of(values, Epsilon).With(summary, Epsilon);
        }
        if (summary.Length == 0) throw new ArgumentException("There is nothing to learn boundaries from: the data are empty.", nameof(batches));
        _boundaries = summary.Boundaries(bins);
    }

    /// <summary>Finds the bin of each number.</summary>
    /// <param name="x">Numbers of shape (n,) or (n, k).</param>
    /// <returns>In the mode <c>int</c> the same shape, in <c>one_hot</c> (n, bins) or, for k above 1, (n, k, bins); in the others (bins,) for (n,), which is one sample, and (n, bins) for (n, k).</returns>
    /// <exception cref="InvalidOperationException">There are no boundaries yet.</exception>
    /// <exception cref="ArgumentException">A number is NaN, or there are more than two axes.</exception>
    public NDArray Call(NDArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        float[] boundaries = _boundaries ?? throw new InvalidOperationException("This Discretization has no boundaries yet: call Adapt with data, or give binBoundaries.");
        if (x.Rank is not (1 or 2)) throw new ArgumentException($"Discretization takes an array of one or two axes, but got the shape {x.Shape}.", nameof(x));
        float[] values = x.ToArray();
        CheckNumbers(values, x.Shape);
        int[] bins = Array.ConvertAll(values, value => Bin(boundaries, value));
        return x.Rank == 1 ? IndexRows.Encode(bins, OutputMode, boundaries.Length + 1)
            : IndexRows.Encode([.. Enumerable.Range(0, x.Length).Select(row => bins[(row * x.Shape[1])..((row + 1) * x.Shape[1])])], OutputMode, boundaries.Length + 1);
    }

    /// <summary>The layer with its boundaries as JSON, which <see cref="FromJson"/> reads.</summary>
    public string ToJson() => PreprocessorState.Write(nameof(Discretization), Write);

    /// <summary>Makes a discretization from what <see cref="ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static Discretization FromJson(string json) => PreprocessorState.Read(json, nameof(Discretization), Read);

    internal static Discretization Read(JsonElement config)
    {
        int? bins = config.OptionalInt("num_bins");
        float[]? boundaries = config.OptionalNumbers("bin_boundaries");
        return new Discretization(bins is null ? boundaries : null, bins, config.GetProperty("epsilon").Double(), config.OptionalText("output_mode")!) { _boundaries = boundaries };
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteNumbers("bin_boundaries", _boundaries);
        json.WriteOptional("num_bins", NumBins);
        json.WriteNumber("epsilon", Epsilon);
        json.WriteString("output_mode", OutputMode.Name);
    }

    // The number of boundaries that are not above the value.
    private static int Bin(float[] boundaries, float value)
    {
        int low = 0, high = boundaries.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (boundaries[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static void CheckNumbers(float[] values, Shape shape)
    {
        int wrong = Array.FindIndex(values, float.IsNaN);
        if (wrong < 0) return;
        int width = shape.Rank == 0 ? 1 : Math.Max(1, shape[1..].Size);
        throw new ArgumentException($"Row {wrong / width} holds NaN{(width > 1 ? $" in column {wrong % width}" : "")}, which belongs to no bin: replace missing values first.", "data");
    }
}
