namespace Keratin.Tests;

/// <summary>The examples of Keras's own documentation of each metric, plain and weighted.</summary>
public sealed class MetricExampleTests
{
    private static readonly float[,] OneHot = { { 0, 0, 1 }, { 0, 1, 0 } };
    private static readonly float[,] Three = { { 0.1f, 0.9f, 0.8f }, { 0.05f, 0.95f, 0 } };
    private static readonly float[,] Flags = { { 0, 1 }, { 0, 0 } };
    private static readonly float[,] Ones = { { 1, 1 }, { 0, 0 } };
    private static readonly float[] Ranked = [0, 0.3f, 0.8f, 0.3f, 0.8f];
    private static readonly float[,] Labels = { { 1, 1, 1 }, { 1, 0, 0 }, { 1, 1, 0 } };
    private static readonly float[,] Scores = { { 0.2f, 0.6f, 0.7f }, { 0.2f, 0.6f, 0.6f }, { 0.6f, 0.8f, 0 } };

    public static TheoryData<string, Metric, NDArray, NDArray, double, float[]?, double> Examples => new()
    {
        { "accuracy of one output", "accuracy", Numbers(1, 1, 0, 0), new float[,] { { 0.98f }, { 1 }, { 0 }, { 0.6f } }, 0.75, [1, 0, 0, 1], 0.5 },
        { "Accuracy", new Accuracy(), Numbers(1, 2, 3, 4), Numbers(0, 2, 3, 4), 0.75, [1, 1, 0, 0], 0.5 },
        { "BinaryAccuracy", new BinaryAccuracy(), Numbers(1, 1, 0, 0), Numbers(0.98f, 1, 0, 0.6f), 0.75, [1, 0, 0, 1], 0.5 },
        { "CategoricalAccuracy", new CategoricalAccuracy(), OneHot, Three, 0.5, [0.7f, 0.3f], 0.3 },
        { "SparseCategoricalAccuracy", new SparseCategoricalAccuracy(), Numbers(2, 1), new float[,] { { 0.1f, 0.6f, 0.3f }, { 0.05f, 0.95f, 0 } }, 0.5, [0.7f, 0.3f], 0.3 },
        { "TopKCategoricalAccuracy", new TopKCategoricalAccuracy(k: 1), OneHot, Three, 0.5, [0.7f, 0.3f], 0.3 },
        { "SparseTopKCategoricalAccuracy", new SparseTopKCategoricalAccuracy(k: 1), Numbers(2, 1), Three, 0.5, [0.7f, 0.3f], 0.3 },
        { "MeanAbsoluteError", new MeanAbsoluteError(), Flags, Ones, 0.25, [1, 0], 0.5 },
        { "MeanSquaredError", new MeanSquaredError(), Flags, Ones, 0.25, [1, 0], 0.5 },
        { "MeanAbsolutePercentageError", new MeanAbsolutePercentageError(), Flags, Ones, 2.5e8, [1, 0], 5e8 },
        { "MeanSquaredLogarithmicError", new MeanSquaredLogarithmicError(), Flags, Ones, 0.12011322, [1, 0], 0.24022643 },
        { "RootMeanSquaredError", new RootMeanSquaredError(), Flags, Ones, 0.5, [1, 0], 0.70710677 },
        { "LogCoshError", "log_cosh_error", Flags, Ones, 0.10844523, [1, 0], 0.21689045 },
        { "CosineSimilarity", "cosine_similarity", new float[,] { { 0, 1 }, { 1, 1 } }, new float[,] { { 1, 0 }, { 1, 1 } }, 0.5, [0.3f, 0.7f], 0.7 },
        { "a metric of one's own", new CustomMetric(new MeanAbsoluteError().Call, "mine"), Flags, Ones, 0.25, [1, 0], 0.5 },
        { "R2Score", new R2Score(), Numbers(1, 4, 3), Numbers(2, 4, 4), 0.57142854, null, 0 },
        { "TruePositives", new TruePositives(), Numbers(0, 1, 1, 1), Numbers(1, 0, 1, 1), 2, [0, 0, 1, 0], 1 },
        { "FalsePositives", new FalsePositives(), Numbers(0, 1, 0, 0), Numbers(0, 0, 1, 1), 2, [0, 0, 1, 0], 1 },
        { "TrueNegatives", new TrueNegatives(), Numbers(0, 1, 0, 0), Numbers(1, 1, 0, 0), 2, [0, 0, 1, 0], 1 },
        { "FalseNegatives", new FalseNegatives(), Numbers(0, 1, 1, 1), Numbers(0, 1, 0, 0), 2, [0, 0, 1, 0], 1 },
        { "Precision", new Precision(), Numbers(0, 1, 1, 1), Numbers(1, 0, 1, 1), 0.6666667, [0, 0, 1, 0], 1 },
        { "Precision of the top 2", new Precision(topK: 2), new float[,] { { 0, 0, 1, 1 } }, new float[,] { { 1, 1, 1, 1 } }, 0, null, 0 },
        { "Precision of the top 4", new Precision(topK: 4), new float[,] { { 0, 0, 1, 1 } }, new float[,] { { 1, 1, 1, 1 } }, 0.5, null, 0 },
        { "Recall", new Recall(), Numbers(0, 1, 1, 1), Numbers(1, 0, 1, 1), 0.6666667, [0, 0, 1, 0], 1 },
        { "AUC", new AUC(numThresholds: 3), Numbers(0, 0, 1, 1), Numbers(0, 0.5f, 0.3f, 0.9f), 0.75, [1, 0, 0, 1], 1 },
        { "SensitivityAtSpecificity", new SensitivityAtSpecificity(0.5), Numbers(0, 0, 0, 1, 1), Ranked, 0.5, [1, 1, 2, 2, 1], 0.333333 },
        { "SpecificityAtSensitivity", new SpecificityAtSensitivity(0.5), Numbers(0, 0, 0, 1, 1), Ranked, 0.66666667, [1, 1, 2, 2, 2], 0.5 },
        { "PrecisionAtRecall", new PrecisionAtRecall(0.5), Numbers(0, 0, 0, 1, 1), Ranked, 0.5, [2, 2, 2, 1, 1], 0.33333333 },
        { "RecallAtPrecision", new RecallAtPrecision(0.8), Numbers(0, 0, 1, 1), Numbers(0, 0.5f, 0.3f, 0.9f), 0.5, [1, 0, 0, 1], 1 },
        { "FBetaScore", new FBetaScore(beta: 2, threshold: 0.5), Labels, Scores, (0.3846154 + 0.90909094 + 0.8333334) / 3, null, 0 },
        { "F1Score", new F1Score(threshold: 0.5), Labels, Scores, (0.5 + 0.8 + 0.6666667) / 3, null, 0 },
    };

    [Theory, MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void The_example_of_Keras_documentation_gives_its_number(string what, Metric metric, NDArray truth, NDArray predictions, double plain, float[]? weights, double weighted)
    {
        Assert.NotEmpty(what);
        foreach (int batchSize in (int[])[1, 3, 8])
        {
            Close(plain, MetricRun.Of(metric, truth, predictions, batchSize: batchSize));
            if (weights is not null) Close(weighted, MetricRun.Of(metric, truth, predictions, weights, batchSize));
        }
    }

    [Fact]
    public void Every_metric_has_an_example()
    {
        HashSet<Type> shown = [.. Examples.Select(example => example.Data.Item2.GetType())];
        Assert.DoesNotContain(typeof(Metric).Assembly.GetTypes(), type => type.IsAssignableTo(typeof(Metric)) && !type.IsAbstract && !shown.Contains(type));
    }

    [Theory, MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void Weights_of_ones_change_nothing_and_weights_of_zeros_leave_out(string what, Metric metric, NDArray truth, NDArray predictions, double plain, float[]? weights, double weighted)
    {
        Assert.True(what.Length > 0 && (weights is null || double.IsFinite(weighted)));
        Close(plain, MetricRun.Of(metric, truth, predictions, AllOne(truth.Length)));
        NDArray half = NDArray.Concatenate(AllOne(truth.Length), NDArray.Zeros([truth.Length]));
        double twice = MetricRun.Of(metric, NDArray.Concatenate(truth, truth), NDArray.Concatenate(predictions, predictions), half);
        Close(plain, twice);
    }

    private static NDArray AllOne(int count) => Enumerable.Repeat(1f, count).ToArray();

    private static NDArray Numbers(params float[] column) => column;

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-6 * Math.Max(1, Math.Abs(expected)));
}
