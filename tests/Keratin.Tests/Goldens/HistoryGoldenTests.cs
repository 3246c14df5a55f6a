using System.Text.Json;
using System.Text.RegularExpressions;
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
        var golden = new GoldenHistory(ReferenceFiles.Path("goldens"), name);
        Sequential model = golden.MakeModel();

        History history = null!;
        string printed = ConsoleOutput.Of(() => history = golden.Fit(model, verbose: 2));

        Assert.Equal(golden.Strings("history_keys_in_order"), history.Names);
        Assert.Equal([.. golden.Run.GetProperty("history_epoch").EnumerateArray().Select(epoch => epoch.GetInt32())], history.Epoch);
        foreach ((string series, double[] values) in golden.Series) Close(values, history[series]);
        Assert.Equal(golden.Strings("fit_verbose_2").Select(WithoutTimes), printed.TrimEnd().Split('\n').Select(WithoutTimes));

        Evaluation evaluation = model.Evaluate(golden.X, golden.Y, batchSize: 7);
        Close(golden.Evaluation, evaluation.Names.Select(value => evaluation[value]));
        foreach (JsonProperty value in golden.Run.GetProperty("evaluate_batch_7").EnumerateObject()) Close([value.Value.GetDouble()], [evaluation[value.Name]]);

        Reference.Close(golden.Predictions.ToDoubles(), model.Predict(golden.X).ToDoubles(), WeightTolerance);
        NDArray[] end = golden.EndWeights, weights = model.GetWeights();
        Assert.Equal(end.Length, weights.Length);
        for (int i = 0; i < end.Length; i++) Reference.Close(end[i].ToDoubles(), weights[i].ToDoubles(), WeightTolerance);
    }

    private static void Close(IEnumerable<double> expected, IEnumerable<double> actual) => Reference.Close([.. expected], [.. actual], 2e-6);

    private static string WithoutTimes(string line) => Times().Replace(line, " - TIME - TIME -");

    [GeneratedRegex(@" - \d+s - \d+[mu]?s/step -")]
    private static partial Regex Times();
}
