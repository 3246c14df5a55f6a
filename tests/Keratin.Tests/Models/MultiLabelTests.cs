namespace Keratin.Tests;

/// <summary>Several questions of yes or no at once: a sigmoid per output and binary cross-entropy, from fit to prediction.</summary>
public sealed class MultiLabelTests
{
    private const int Rows = 240;

    private static readonly (NDArray X, NDArray Y) Data = MakeData();

    private static Sequential Model()
    {
        var model = new Sequential([new Dense(16, "relu", inputShape: [4]), new Dense(3, "sigmoid")], seed: 3);
        model.Compile(new Adam(0.01), "binary_crossentropy",
            ["accuracy", "binary_accuracy", "precision", "recall", new AUC(), new AUC(curve: "PR", name: "pr_auc"), new F1Score(threshold: 0.5), "true_positives"],
            weightedMetrics: ["recall"]);
        return model;
    }

    [Fact]
    public void Fit_learns_several_labels_at_once_and_reports_every_metric()
    {
        Sequential model = Model();
        History history = model.Fit(Data.X, Data.Y, batchSize: 16, epochs: 40, verbose: 0, validationSplit: 0.25);
        string[] names = ["accuracy", "auc", "binary_accuracy", "f1_score", "loss", "pr_auc", "precision", "recall", "true_positives", "weighted_recall"];
        Assert.Equal([.. names.Concat(names.Select(name => $"val_{name}")).Order(StringComparer.Ordinal)], history.Names);
        Assert.InRange(history["val_auc"][^1], 0.97, 1);
        Assert.InRange(history["val_pr_auc"][^1], 0.97, 1);
        Assert.InRange(history["val_f1_score"][^1], 0.9, 1);
        Assert.Equal(history["val_recall"], history["val_weighted_recall"]);
        Assert.True(history["val_loss"][^1] < 0.5 * history["val_loss"][0]);

        Evaluation evaluation = model.Evaluate(Data.X[180..], Data.Y[180..]);
        foreach (string name in names) Assert.Equal(history[$"val_{name}"][^1], evaluation[name]);
        NDArray answers = model.Predict(Data.X[180..]);
        double right = answers.ToArray().Zip(Data.Y[180..].ToArray(), (p, t) => p > 0.5f && t == 1 ? 1 : 0).Sum();
        Assert.Equal(right, evaluation["true_positives"]);
        Assert.Equal(right / Data.Y[180..].ToArray().Sum(), evaluation["recall"], 1e-12);
    }

    [Fact]
    public void Sums_start_again_with_each_epoch()
    {
        Sequential model = Model();
        model.Compile(new SGD(1e-30), "binary_crossentropy", ["true_positives", "recall", "auc"]);
        History history = model.Fit(Data.X, Data.Y, batchSize: 50, epochs: 3, verbose: 0);
        foreach (string name in (string[])["true_positives", "recall", "auc"])
        {
            Assert.Equal(history[name][0], history[name][1]);
            Assert.Equal(history[name][0], history[name][2]);
        }
    }

    [Fact]
    public void Folds_report_the_mean_of_their_metrics()
    {
        CrossValidationResult folds = CrossValidation.KFold(Model, Data.X, Data.Y, k: 3, epochs: 2);
        Assert.Equal(folds.Scores["auc"].Average(), folds.Mean["auc"], 1e-12);
        Assert.Equal(folds.Histories.Average(history => history["val_auc"][1]), folds.MeanHistory["val_auc"][1], 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_and_batches_change_no_bit_of_a_metric(int threads)
    {
        Sequential model = Model(), other = Model();
        (model.Threads, other.Threads) = (1, threads);
        Evaluation expected = model.Evaluate(Data.X, Data.Y, batchSize: 7), actual = other.Evaluate(Data.X, Data.Y, batchSize: 4096);
        foreach (string name in expected.Names) Assert.Equal(expected[name], actual[name]);
    }

    private static (NDArray X, NDArray Y) MakeData()
    {
        var random = new Random(5);
        var (x, y) = (new float[Rows, 4], new float[Rows, 3]);
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < 4; i++) x[row, i] = (float)(2 * random.NextDouble() - 1);
            y[row, 0] = x[row, 0] > 0 ? 1 : 0;
            y[row, 1] = x[row, 1] + x[row, 2] > 0.3f ? 1 : 0;
            y[row, 2] = x[row, 3] > -0.2f ? 1 : 0;
        }
        return (x, y);
    }
}
