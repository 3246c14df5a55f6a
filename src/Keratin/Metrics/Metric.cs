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
    internal static NameTable<Metric> Known { get; } = new("metric",
    [
        ("accuracy", config => new AccuracyByShape(config.GetString("name"))),
        ("acc", config => new AccuracyByShape(config.GetString("name"))),
        ("binary_accuracy", config => new BinaryAccuracy(name: config.GetString("name"))),
        ("categorical_accuracy", config => new CategoricalAccuracy(name: config.GetString("name"))),
        ("sparse_categorical_accuracy", config => new SparseCategoricalAccuracy(name: config.GetString("name"))),
        ("top_k_categorical_accuracy", config => new TopKCategoricalAccuracy(name: config.GetString("name"))),
        ("sparse_top_k_categorical_accuracy", config => new SparseTopKCategoricalAccuracy(name: config.GetString("name"))),
        ("precision", config => Config.Make<Precision>(config)),
        ("recall", config => new Recall(name: config.GetString("name"))),
        ("auc", config => new AUC(name: config.GetString("name"))),
        ("f1_score", config => new F1Score(name: config.GetString("name"))),
        ("fbeta_score", config => new FBetaScore(name: config.GetString("name"))),
        ("true_positives", config => new TruePositives(name: config.GetString("name"))),
        ("false_positives", config => new FalsePositives(name: config.GetString("name"))),
        ("true_negatives", config => new TrueNegatives(name: config.GetString("name"))),
        ("false_negatives", config => new FalseNegatives(name: config.GetString("name"))),
        ("root_mean_squared_error", config => new RootMeanSquaredError(name: config.GetString("name"))),
        ("r2_score", config => new R2Score(name: config.GetString("name"))),
        ("log_cosh_error", config => new LogCosh().AsMetric(config.GetString("name"))),
        .. Loss.Names.Select(loss => (loss.Name, new Func<Config, Metric>(config => loss.Make(config).AsMetric(config.GetString("name"))))),
    ]);

    private protected Metric(string name) => Name = name;

    /// <summary>The name that logs and histories use: as the user wrote it.</summary>
    public string Name { get; private set; }

    /// <summary>The metric's settings, in Keras's words: its name, then its own.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        config.Set("name", Name);
        config.Set("dtype", "float32");
        WriteConfig(config);
        return config;
    }

    /// <summary>The metric as files name it: its class beside its settings.</summary>
    internal virtual Config ToObject() => ConfigObject.Of(this, "keras.metrics", GetConfig());

    /// <summary>Writes the settings of the metric's own kind, beside those that all metrics have.</summary>
    private protected virtual void WriteConfig(Config config) { }

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
