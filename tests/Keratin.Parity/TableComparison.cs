using System.Text.Json;
using Keratin.Formats;

namespace Keratin.Parity;

/// <summary>Compares losses, metrics and activations of given numbers with real Keras's, by models that pass their input on.</summary>
internal static class TableComparison
{
    public static IEnumerable<Difference> Run(string goldens)
    {
        NpzArchive arrays = Npz.Load(Path.Combine(goldens, "tables", "tables.npz"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldens, "tables", "tables.json")));
        JsonElement tables = document.RootElement.Clone();
        return
        [
            .. tables.GetProperty("losses").EnumerateObject().SelectMany(entry => OfLoss(entry.Name, entry.Value, arrays)),
            .. tables.GetProperty("metrics").EnumerateObject().Select(entry => OfMetric(entry.Name, entry.Value, arrays)),
            .. arrays.Names.Where(name => name.StartsWith("act__", StringComparison.Ordinal)).Select(name => OfActivation(name["act__".Length..], arrays)),
        ];
    }

    private static IEnumerable<Difference> OfLoss(string name, JsonElement entry, NpzArchive arrays)
    {
        Sequential model = Identity(name switch
        {
            "categorical_crossentropy_from_logits" => new CategoricalCrossentropy(fromLogits: true),
            "categorical_crossentropy_label_smoothing" => new CategoricalCrossentropy(labelSmoothing: 0.1),
            "sparse_categorical_crossentropy_from_logits" => new SparseCategoricalCrossentropy(fromLogits: true),
            "binary_crossentropy_from_logits" => new BinaryCrossentropy(fromLogits: true),
            _ => name,
        });
        (NDArray y, NDArray x) = Data(entry, arrays);
        double[] expected = arrays[entry.GetProperty("per_sample").GetString()!].ToNDArray().ToDoubles();
        yield return new Difference("loss", name, "each row (relative)", expected.Select((loss, row) => Doubles.Relative(loss, model.Evaluate(x[row..(row + 1)], y[row..(row + 1)]).Loss)).Max(), 1e-5);
        yield return new Difference("loss", name, "mean (relative)", Doubles.Relative(entry.GetProperty("mean").GetDouble(), model.Evaluate(x, y).Loss), 1e-5);
    }

    private static Difference OfMetric(string name, JsonElement entry, NpzArchive arrays)
    {
        Metric metric = name == "top_3" ? new SparseTopKCategoricalAccuracy(k: 3) : name;
        (NDArray y, NDArray x) = Data(entry, arrays);
        Sequential model = Identity(name.StartsWith("categorical", StringComparison.Ordinal) ? "categorical_crossentropy" : name is "top_3" || name.StartsWith("sparse", StringComparison.Ordinal) ? "sparse_categorical_crossentropy" : "mse", metric);
        double some = Doubles.Relative(entry.GetProperty("after_7_rows").GetDouble(), model.Evaluate(x[..7], y[..7])[metric.Name]);
        double all = Doubles.Relative(entry.GetProperty("after_all_12_rows").GetDouble(), model.Evaluate(x, y)[metric.Name]);
        return new Difference("metric", name, "after 7 and 12 rows", Math.Max(some, all), 1e-6);
    }

    private static Difference OfActivation(string name, NpzArchive arrays) =>
        new("activation", name, "values (relative)", Doubles.RelativeDistance(arrays[$"act__{name}"].ToNDArray(), new Sequential(new Activation(name)).Predict(arrays["activation_x"].ToNDArray())), 5e-7);

    private static Sequential Identity(Loss loss, params Metric[] metrics)
    {
        var model = new Sequential(new Activation("linear"));
        model.Compile(loss: loss, metrics: metrics);
        return model;
    }

    private static (NDArray Y, NDArray X) Data(JsonElement entry, NpzArchive arrays) =>
        (arrays[entry.GetProperty("y_true").GetString()!].ToNDArray(), arrays[entry.GetProperty("y_pred").GetString()!].ToNDArray());
}
