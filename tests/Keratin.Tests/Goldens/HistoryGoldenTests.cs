using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Three epochs of <c>fit</c> in real Keras, with a partial last batch and validation: everything that came out.</summary>
[Collection(nameof(ConsoleOutput))]
public sealed partial class HistoryGoldenTests
{
    private const double WeightTolerance = 2e-6;

    [Theory]
    [InlineData("categorical_split")]
    [InlineData("sparse_split")]
    [InlineData("sparse_validation_data")]
    [InlineData("sparse_default_batch")]
    [InlineData("mse_split_mae")]
    [InlineData("binary_split")]
    [InlineData("huber_split_mae_mse")]
    [InlineData("sparse_class_weight")]
    [InlineData("mse_sample_weight")]
    [InlineData("mse_sample_weight_weighted_metric")]
    [InlineData("sparse_l2")]
    public void Fit_Evaluate_and_Predict_give_what_Keras_gives(string name)
    {
        JsonElement run = Run(name), layers = run.GetProperty("layers");
        NpzArchive arrays = Npz.Load(ReferenceFiles.Path("goldens", "history", $"{name}.npz"));
        NDArray x = arrays["x"].ToNDArray(), y = arrays["y"].ToNDArray();
        // Of the hidden layers only.
        Regularizer? penalty = run.GetProperty("kernel_regularizer_l2") is { ValueKind: JsonValueKind.Number } l2 ? new L2(l2.GetDouble()) : null;
        var model = new Sequential(
            [new Input(x.Shape[1]), .. layers.EnumerateArray().Select((layer, i) => new Dense(layer.GetProperty("units").GetInt32(), layer.GetProperty("activation").GetString()!, kernelRegularizer: i < layers.GetArrayLength() - 1 ? penalty : null))]);
        model.SetWeights(Numbered(arrays, "w0_"));
        model.Compile(run.GetProperty("optimizer").GetString()!, run.GetProperty("loss").GetString()!, [.. Strings(run, "metrics").Select(metric => (Metric)metric)],
            run.GetProperty("weighted_metrics").ValueKind == JsonValueKind.Null ? null : [.. Strings(run, "weighted_metrics").Select(metric => (Metric)metric)]);

        History history = null!;
        string printed = ConsoleOutput.Of(() => history = Fit(model, x, y, run.GetProperty("fit"), arrays));

        Assert.Equal(Strings(run, "history_keys_in_order"), history.Names);
        Assert.Equal([.. run.GetProperty("history_epoch").EnumerateArray().Select(epoch => epoch.GetInt32())], history.Epoch);
        foreach (JsonProperty series in run.GetProperty("history").EnumerateObject())
            Close(series.Value.EnumerateArray().Select(value => value.GetDouble()), history[series.Name]);
        Assert.Equal(Strings(run, "fit_verbose_2").Select(WithoutTimes), printed.TrimEnd().Split('\n').Select(WithoutTimes));

        Evaluation evaluation = model.Evaluate(x, y, batchSize: 7);
        Close(run.GetProperty("evaluate_batch_7_list").EnumerateArray().Select(value => value.GetDouble()), evaluation.Names.Select(value => evaluation[value]));
        foreach (JsonProperty value in run.GetProperty("evaluate_batch_7").EnumerateObject()) Close([value.Value.GetDouble()], [evaluation[value.Name]]);

        Reference.Close(arrays["predict"].ToNDArray().ToDoubles(), model.Predict(x).ToDoubles(), WeightTolerance);
        NDArray[] end = Numbered(arrays, "wend_"), weights = model.GetWeights();
        Assert.Equal(end.Length, weights.Length);
        for (int i = 0; i < end.Length; i++) Reference.Close(end[i].ToDoubles(), weights[i].ToDoubles(), WeightTolerance);
    }

    private static History Fit(Sequential model, NDArray x, NDArray y, JsonElement fit, NpzArchive arrays)
    {
        (NDArray X, NDArray Y)? validation = arrays.TryGet("x_val", out NpyArray? heldX) ? (heldX.ToNDArray(), arrays["y_val"].ToNDArray()) : null;
        double split = fit.TryGetProperty("validation_split", out JsonElement share) ? share.GetDouble() : 0;
        int epochs = fit.GetProperty("epochs").GetInt32();
        Dictionary<int, double>? classes = fit.TryGetProperty("class_weight", out JsonElement weights)
            ? weights.EnumerateObject().ToDictionary(one => int.Parse(one.Name, CultureInfo.InvariantCulture), one => one.Value.GetDouble()) : null;
        NDArray? sampleWeight = arrays.TryGet("sample_weight", out NpyArray? given) ? given.ToNDArray() : null;
        int size = fit.TryGetProperty("batch_size", out JsonElement batchSize) ? batchSize.GetInt32() : 32;
        return model.Fit(x, y, size, epochs, verbose: 2, validationSplit: split, validationData: validation, shuffle: false, classWeight: classes, sampleWeight: sampleWeight);
    }

    private static void Close(IEnumerable<double> expected, IEnumerable<double> actual) => Reference.Close([.. expected], [.. actual], 2e-6);

    private static string WithoutTimes(string line) => Times().Replace(line, " - TIME - TIME -");

    private static NDArray[] Numbered(NpzArchive arrays, string prefix) =>
        [.. Enumerable.Range(0, arrays.Names.Count(name => name.StartsWith(prefix, StringComparison.Ordinal))).Select(i => arrays[$"{prefix}{i}"].ToNDArray())];

    private static string[] Strings(JsonElement run, string property) => [.. run.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)];

    private static JsonElement Run(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(ReferenceFiles.Path("goldens", "history", "history.json")));
        return document.RootElement.GetProperty("cases").EnumerateArray().Single(run => run.GetProperty("name").GetString() == name).Clone();
    }

    [GeneratedRegex(@" - \d+s - \d+[mu]?s/step -")]
    private static partial Regex Times();
}
