using System.Text.Json;
using Keratin.Formats;

namespace Keratin;

/// <summary>A number as it is, rescaled by given numbers, or normalised by the mean and variance of the training data.</summary>
internal sealed class NumberFeature(string kind, double scale, double offset, bool imputeMean) : Feature(kind)
{
    // Keras's epsilon, for a column that does not vary.
    private const float Epsilon = 1e-7f;

    private double? _mean;
    private double? _variance;

    internal override int Width => 1;

    internal override bool Learns => Normalizes || imputeMean;

    internal override bool Sparse => false;

    private bool Normalizes => Kind == "float_normalized";

    private float Mean => (float)(_mean ?? 0);

    private float Deviation => Math.Max(MathF.Sqrt((float)(_variance ?? 0)), Epsilon);

    internal override void Adapt(Column column)
    {
        double[] numbers = Numbers(column);
        double mean = 0;
        if (Normalizes || imputeMean) _mean = mean = MeanOf(numbers);
        float[] filled = Filled(numbers, imputeMean ? mean : null);
        if (Normalizes) _variance = filled.Average(number => (number - mean) * (number - mean));
    }

    internal override NDArray Encode(Column column)
    {
        float[] numbers = Filled(Numbers(column), imputeMean ? _mean : null);
        Shape shape = [numbers.Length, 1];
        if (Kind == "float") return new NDArray(numbers, shape);
        // y = (x − mean) / max(sqrt(variance), epsilon), or y = x · scale + offset.
        float mean = Mean, deviation = Deviation;
        return new NDArray(Array.ConvertAll(numbers, number => Normalizes ? (number - mean) / deviation : number * (float)scale + (float)offset), shape);
    }

    internal override OnnxColumn InOnnx => new(OnnxType.Float32, (graph, column) =>
    {
        string numbers = Filled(graph, column, imputeMean ? _mean : null);
        return Kind switch
        {
            "float" => numbers,
            "float_normalized" => graph.Apply("Div", graph.Apply("Sub", numbers, graph.Number(Mean)), graph.Number(Deviation)),
            _ => graph.Apply("Add", graph.Apply("Mul", numbers, graph.Number((float)scale)), graph.Number((float)offset)),
        };
    });

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("scale", scale);
        json.WriteNumber("offset", offset);
        json.WriteBoolean("impute_mean", imputeMean);
        WriteLearnt(json, "mean", _mean);
        WriteLearnt(json, "variance", _variance);
    }

    internal static NumberFeature Read(string kind, JsonElement config) =>
        new(kind, config.GetProperty("scale").Double(), config.GetProperty("offset").Double(), config.GetProperty("impute_mean").GetBoolean())
        {
            _mean = ReadLearnt(config, "mean"),
            _variance = ReadLearnt(config, "variance"),
        };

    private static void WriteLearnt(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static double? ReadLearnt(JsonElement config, string name) => config.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.Double() : null;
}
