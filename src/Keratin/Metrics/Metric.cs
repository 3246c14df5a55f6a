using Keratin.Core;

namespace Keratin;

/// <summary>
/// What is reported beside the loss. It can be given by Keras's name, such as <c>"accuracy"</c> or <c>"auc"</c>; the name of
/// every loss is one too, and a wrong name is answered with all of them. Most metrics are means of a value per sample
/// (<see cref="MeanMetric"/>); others, such as the area under a curve, are made of sums over all samples. A function of
/// your own is a metric as well (<see cref="CustomMetric"/>).
/// </summary>
public abstract class Metric
{
    private static readonly NameTable<Metric> Known = new("metric",
    [
        ("accuracy", name => new AccuracyByShape(name)),
        ("acc", name => new AccuracyByShape(name)),
        ("binary_accuracy", name => new BinaryAccuracy(name: name)),
        ("categorical_accuracy", name => new CategoricalAccuracy(name: name)),
        ("sparse_categorical_accuracy", name => new SparseCategoricalAccuracy(name: name)),
        ("top_k_categorical_accuracy", name => new TopKCategoricalAccuracy(name: name)),
        ("sparse_top_k_categorical_accuracy", name => new SparseTopKCategoricalAccuracy(name: name)),
        ("precision", name => new Precision(name: name)),
        ("recall", name => new Recall(name: name)),
        ("auc", name => new AUC(name: name)),
        ("f1_score", name => new F1Score(name: name)),
        ("fbeta_score", name => new FBetaScore(name: name)),
        ("true_positives", name => new TruePositives(name: name)),
        ("false_positives", name => new FalsePositives(name: name)),
        ("true_negatives", name => new TrueNegatives(name: name)),
        ("false_negatives", name => new FalseNegatives(name: name)),
        ("root_mean_squared_error", name => new RootMeanSquaredError(name: name)),
        ("r2_score", name => new R2Score(name: name)),
        ("log_cosh_error", name => new LogCosh().AsMetric(name)),
        .. Loss.Names.Select(loss => (loss.Name, new Func<string, Metric>(name => loss.Make(name).AsMetric(name)))),
    ]);

    private protected Metric(string name) => Name = name;

    /// <summary>The name that logs and histories use: as the user wrote it.</summary>
    public string Name { get; private set; }

    /// <summary>Whether training should make it large, as an accuracy, or small, as an error.</summary>
    public abstract bool HigherIsBetter { get; }

    /// <summary>The metric that a name such as "accuracy" means for targets and predictions of these shapes; itself in most cases.</summary>
    internal virtual Metric Resolve(Shape truth, Shape predictions) => this;

    /// <summary>Whether the metric depends on how the rows are cut into batches.</summary>
    internal virtual bool DependsOnBatch => false;

    /// <summary>Writes the metric as graph, once per plan.</summary>
    /// <param name="truth">The targets, with the batch as first axis.</param>
    /// <param name="predictions">The model's output, with the batch as first axis.</param>
    /// <param name="weights">A weight per sample, (None,); null where all are 1.</param>
    /// <returns>What has to be added up with each batch, and the metric's value.</returns>
    /// <exception cref="ArgumentException">The targets' shape does not fit.</exception>
    internal abstract Total Trace(Node truth, Node predictions, Node? weights);

    /// <summary>The same metric under another name.</summary>
    internal Metric Renamed(string name)
    {
        var metric = (Metric)MemberwiseClone();
        metric.Name = name;
        return metric;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The metric of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Metric(string name) => Known.Find(name);

    /// <summary>A loss as a metric, under the loss's name; for another one see <see cref="Loss.AsMetric"/>.</summary>
    public static implicit operator Metric(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.AsMetric(loss.Name);
    }

    /// <summary>A function of your own, from targets and predictions to a value per sample; smaller counts as better.</summary>
    public static implicit operator Metric(Func<Node, Node, Node> function) => new CustomMetric(function);
}
