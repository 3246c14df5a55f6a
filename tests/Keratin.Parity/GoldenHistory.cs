using System.Globalization;
using System.Text.Json;
using Keratin.Formats;

namespace Keratin.Parity;

/// <summary>Three epochs of <c>fit</c> in real Keras: the model, the data, and what came out.</summary>
internal sealed class GoldenHistory
{
    private readonly NpzArchive _arrays;

    public GoldenHistory(string goldens, string name)
    {
        Run = Runs(goldens).Single(run => run.GetProperty("name").GetString() == name);
        _arrays = Npz.Load(Path.Combine(goldens, "history", $"{name}.npz"));
    }

    /// <summary>The names of all runs.</summary>
    public static string[] Names(string goldens) => [.. Runs(goldens).Select(run => run.GetProperty("name").GetString()!)];

    /// <summary>What Keras wrote down of the run.</summary>
    public JsonElement Run { get; }

    public NDArray X => _arrays["x"].ToNDArray();

    public NDArray Y => _arrays["y"].ToNDArray();

    public NDArray[] EndWeights => Numbered("wend_");

    public NDArray Predictions => _arrays["predict"].ToNDArray();

    /// <summary>The loss and metrics of each epoch, by name.</summary>
    public IEnumerable<(string Name, double[] Values)> Series =>
        Run.GetProperty("history").EnumerateObject().Select(series => (series.Name, Numbers(series.Value)));

    /// <summary>What <c>evaluate</c> with a batch size of 7 gives in the end, the loss first.</summary>
    public double[] Evaluation => Numbers(Run.GetProperty("evaluate_batch_7_list"));

    public string[] Strings(string property) => [.. Run.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The compiled model with its weights at the start.</summary>
    public Sequential MakeModel()
    {
        JsonElement layers = Run.GetProperty("layers");
        // Of the hidden layers only.
        Regularizer? penalty = Run.GetProperty("kernel_regularizer_l2") is { ValueKind: JsonValueKind.Number } l2 ? new L2(l2.GetDouble()) : null;
        var model = new Sequential(
            [new Input(X.Shape[1]), .. layers.EnumerateArray().Select((layer, i) => new Dense(layer.GetProperty("units").GetInt32(), layer.GetProperty("activation").GetString()!, kernelRegularizer: i < layers.GetArrayLength() - 1 ? penalty : null))]);
        model.SetWeights(Numbered("w0_"));
        model.Compile(Run.GetProperty("optimizer").GetString()!, Run.GetProperty("loss").GetString()!, [.. Strings("metrics").Select(metric => (Metric)metric)],
            Run.GetProperty("weighted_metrics").ValueKind == JsonValueKind.Null ? null : [.. Strings("weighted_metrics").Select(metric => (Metric)metric)]);
        return model;
    }

    /// <summary>Fits a model as Keras did.</summary>
    public History Fit(Sequential model, int verbose)
    {
        JsonElement fit = Run.GetProperty("fit");
        (NDArray X, NDArray Y)? validation = _arrays.TryGet("x_val", out NpyArray? held) ? (held.ToNDArray(), _arrays["y_val"].ToNDArray()) : null;
        double split = fit.TryGetProperty("validation_split", out JsonElement share) ? share.GetDouble() : 0;
        Dictionary<int, double>? classes = fit.TryGetProperty("class_weight", out JsonElement weights)
            ? weights.EnumerateObject().ToDictionary(one => int.Parse(one.Name, CultureInfo.InvariantCulture), one => one.Value.GetDouble()) : null;
        NDArray? sampleWeight = _arrays.TryGet("sample_weight", out NpyArray? given) ? given.ToNDArray() : null;
        int size = fit.TryGetProperty("batch_size", out JsonElement batchSize) ? batchSize.GetInt32() : 32;
        return model.Fit(X, Y, size, fit.GetProperty("epochs").GetInt32(), verbose, validationSplit: split, validationData: validation, shuffle: false, classWeight: classes, sampleWeight: sampleWeight);
    }

    private NDArray[] Numbered(string prefix) =>
        [.. Enumerable.Range(0, _arrays.Names.Count(name => name.StartsWith(prefix, StringComparison.Ordinal))).Select(i => _arrays[$"{prefix}{i}"].ToNDArray())];

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];

    private static JsonElement[] Runs(string goldens)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldens, "history", "history.json")));
        return [.. document.RootElement.GetProperty("cases").Clone().EnumerateArray()];
    }
}
