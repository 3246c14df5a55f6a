using Keratin.Core;

namespace Keratin.Tests;

public sealed class MetricTests
{
    private static readonly Shape Rows = [Shape.Batch];

    private static Node Difference(Node truth, Node predictions) => new(new MeanLast(), new Node(new Core.Subtract(), truth, predictions));

    private static Node PerSample(Metric metric, Node truth, Node predictions) => ((MeanMetric)metric.Resolve(truth.Shape, predictions.Shape)).Call(truth, predictions);

    [Theory]
    [InlineData("accuracy", true)]
    [InlineData("acc", true)]
    [InlineData("binary_accuracy", true)]
    [InlineData("categorical_accuracy", true)]
    [InlineData("sparse_categorical_accuracy", true)]
    [InlineData("mae", false)]
    [InlineData("MSE", false)]
    [InlineData("mean_squared_error", false)]
    [InlineData("binary_crossentropy", false)]
    [InlineData("AUC", true)]
    [InlineData("Precision", true)]
    [InlineData("recall", true)]
    [InlineData("f1_score", true)]
    [InlineData("fbeta_score", true)]
    [InlineData("top_k_categorical_accuracy", true)]
    [InlineData("sparse_top_k_categorical_accuracy", true)]
    [InlineData("true_positives", true)]
    [InlineData("false_negatives", false)]
    [InlineData("root_mean_squared_error", false)]
    [InlineData("r2_score", true)]
    [InlineData("cosine_similarity", true)]
    [InlineData("log_cosh_error", false)]
    [InlineData("mape", false)]
    [InlineData("huber", false)]
    [InlineData("kl_divergence", false)]
    public void The_name_stays_what_the_user_wrote(string name, bool higherIsBetter)
    {
        Metric[] metrics = [name];
        Assert.Equal(name, metrics[0].Name);
        Assert.Equal(higherIsBetter, metrics[0].HigherIsBetter);
    }

    [Fact]
    public void Losses_of_one_kind_are_reported_under_names_of_their_own()
    {
        var model = new Sequential(new Activation("linear"));
        model.Compile(loss: "mse", metrics: [new Huber(1), new Huber(3).AsMetric("huber_3"), new CosineSimilarity().AsMetric("direction")]);
        Evaluation evaluation = model.Evaluate(new float[,] { { 5, 0 } }, new float[,] { { 0, 0 } });
        Assert.Equal(["loss", "huber", "huber_3", "direction"], evaluation.Names);
        // δ · |e| − δ² / 2, and a second error of 0.
        Assert.Equal(4.5 / 2, evaluation["huber"], 1e-6);
        Assert.Equal(10.5 / 2, evaluation["huber_3"], 1e-6);
        Assert.False(model.Metrics[1].HigherIsBetter);
        Assert.True(model.Metrics[2].HigherIsBetter);
        Assert.Equal("The metric of huber needs a name, such as \"huber\", but it is empty. (Parameter 'name')", Assert.Throws<ArgumentException>(() => new Huber().AsMetric(" ")).Message);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest() =>
        Assert.EndsWith("Did you mean \"accuracy\"?", Assert.Throws<ArgumentException>(() => (Metric)"acuracy").Message);

    [Fact]
    public void Accuracy_is_resolved_by_shapes_as_in_Keras()
    {
        Metric accuracy = "acc";
        Metric Resolve(int[] truth, int outputs)
        {
            Metric metric = accuracy.Resolve(Shape.Create(truth).Prepend(Shape.Batch), Rows.Append(outputs));
            Assert.Equal("acc", metric.Name);
            return metric;
        }
        Assert.IsType<BinaryAccuracy>(Resolve([], 1));
        Assert.IsType<BinaryAccuracy>(Resolve([1], 1));
        Assert.IsType<SparseCategoricalAccuracy>(Resolve([], 46));
        Assert.IsType<SparseCategoricalAccuracy>(Resolve([1], 46));
        Assert.IsType<CategoricalAccuracy>(Resolve([46], 46));
    }

    [Fact]
    public void A_metric_that_is_no_shorthand_resolves_to_itself()
    {
        Metric mae = "mae";
        Assert.Same(mae, mae.Resolve(Rows, Rows.Append(1)));
    }

    [Fact]
    public void Accuracy_counts_the_rows_whose_largest_prediction_is_the_true_class()
    {
        Node labels = Reference.Input(), oneHot = Reference.Input(3), p = Reference.Input(3);
        double[] predictions = [0.1, 0.7, 0.2, 0.4, 0.4, 0.2];
        Metric accuracy = "accuracy";
        Assert.Equal([1, 0], Reference.Run(PerSample(accuracy, labels, p), 2, (labels, [1, 1]), (p, predictions)));
        Assert.Equal([1, 0], Reference.Run(PerSample(accuracy, oneHot, p), 2, (oneHot, [0, 1, 0, 0, 1, 0]), (p, predictions)));
    }

    [Fact]
    public void Binary_accuracy_compares_strictly_with_the_threshold()
    {
        Node truth = Reference.Input(), p = Reference.Input(1);
        Assert.Equal([1, 1, 0], Reference.Run(new BinaryAccuracy().Call(truth, p), 3, (truth, [1, 0, 1]), (p, [0.6, 0.5, 0.5])));
        Assert.Equal([0, 0], Reference.Run(new BinaryAccuracy(threshold: 0.7).Call(truth, p), 2, (truth, [1, 0]), (p, [0.6, 0.8])));
        Assert.StartsWith("BinaryAccuracy needs a threshold from 0 to 1 but got 2.", Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryAccuracy(2)).Message);
    }

    [Fact]
    public void Targets_of_the_wrong_shape_are_refused_with_the_metric_for_them()
    {
        Node labels = Reference.Input(), p = Reference.Input(3), oneHot = Reference.Input(3);
        Assert.EndsWith("use sparse_categorical_accuracy for integer labels.", Assert.Throws<ArgumentException>(() => new CategoricalAccuracy().Call(labels, p)).Message);
        Assert.EndsWith("use categorical_accuracy for one-hot targets.", Assert.Throws<ArgumentException>(() => new SparseCategoricalAccuracy().Call(oneHot, p)).Message);
        Assert.Equal("binary_accuracy expects targets of the predictions' shape (None, 3) but got (None,).", Assert.Throws<ArgumentException>(() => new BinaryAccuracy().Call(labels, p)).Message);
    }

    [Fact]
    public void A_loss_and_a_function_are_metrics_too()
    {
        Metric[] metrics = [new MeanAbsoluteError(), (Func<Node, Node, Node>)Difference, new CustomMetric(Difference, "bias", higherIsBetter: true)];
        Assert.Equal(["mean_absolute_error", "difference", "bias"], metrics.Select(metric => metric.Name));
        Assert.Equal([false, false, true], metrics.Select(metric => metric.HigherIsBetter));
        Node truth = Reference.Input(), p = Reference.Input(1);
        Assert.Equal([2, -1], Reference.Run(PerSample(metrics[1], truth, p), 2, (truth, [3, 1]), (p, [1, 2])));
    }

    [Fact]
    public void A_function_that_is_no_metric_is_refused_in_words()
    {
        Node truth = Reference.Input(), p = Reference.Input(1);
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => new CustomMetric(null!, "x")).ParamName);
        Assert.Equal("The metric \"whole\" must return a number per sample, as in the shape (None,), but returned ().", Assert.Throws<InvalidOperationException>(() => new CustomMetric((_, predictions) => new Node(new Mean(), predictions), "whole").Call(truth, p)).Message);
        Assert.Equal("The metric \"none\" must return a number per sample, as in the shape (None,), but returned null.", Assert.Throws<InvalidOperationException>(() => new CustomMetric((_, _) => null!, "none").Call(truth, p)).Message);
    }
}
