using System.Text.Json;
using Keratin.Formats;

namespace Keratin;

/// <summary>The bin of a number.</summary>
/// <param name="layer">Finds the bin; null: with the space's default number of bins.</param>
/// <param name="imputeMean">Whether the mean of the training data stands for a missing number.</param>
internal sealed class DiscretizedFeature(Discretization? layer, bool imputeMean) : Feature("float_discretized")
{
    private Discretization? _layer = layer;
    private double? _mean;

    // As in Keras the width is what was asked for, even where the data make fewer bins.
    internal override int Width => _layer?.NumBins ?? (_layer?.BinBoundaries?.Count + 1) ?? 0;

    internal override bool Learns => imputeMean || _layer!.NumBins is not null;

    internal override void Complete(int hashingDim, int discretizationBins) => _layer ??= new Discretization(numBins: discretizationBins);

    internal override void Adapt(Column column)
    {
        double[] numbers = Numbers(column);
        if (imputeMean) _mean = MeanOf(numbers);
        float[] filled = Filled(numbers, _mean);
        if (_layer!.NumBins is not null) _layer.Adapt(filled);
    }

    internal override NDArray Encode(Column column) => IndexRows.Encode(Bins(column), OutputMode.OneHot, Width);

    internal override long[] Categories(Column column) => Array.ConvertAll(Bins(column), bin => (long)bin);

    // The bin is the number of boundaries that are not above the number.
    internal override OnnxColumn InOnnx => new(OnnxType.Float32, (graph, column) =>
    {
        float[] boundaries = [.. _layer!.BinBoundaries ?? []];
        string reached = graph.AsNumber(graph.Apply("GreaterOrEqual", Filled(graph, column, _mean), graph.Numbers(boundaries)));
        return graph.OneHot(graph.Apply("ReduceSum", reached, graph.Integers(-1)), Width);
    });

    internal override void Write(Utf8JsonWriter json)
    {
        _layer!.Write(json);
        json.WriteBoolean("impute_mean", imputeMean);
        if (_mean is { } mean) json.WriteNumber("mean", mean);
    }

    internal static DiscretizedFeature Read(JsonElement config) => new(Discretization.Read(config), config.GetProperty("impute_mean").GetBoolean())
    {
        _mean = config.TryGetProperty("mean", out JsonElement mean) ? mean.Double() : null,
    };

    private int[] Bins(Column column) => Array.ConvertAll(_layer!.Call(Filled(Numbers(column), _mean)).ToArray(), bin => (int)bin);
}
