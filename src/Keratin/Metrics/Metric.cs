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
    internal static NameTable<Metric> Known { get; } = new("metric", WithLosses(
    [
        ("accuracy", config => new AccuracyByShape(config.GetString("name"))),
        ("acc", config => new AccuracyByShape(config.GetString("name"))),
        ("binary_accuracy", config => Config.Make<BinaryAccuracy>(config)),
        ("categorical_accuracy", config => Config.Make<CategoricalAccuracy>(config)),
        ("sparse_categorical_accuracy", config => Config.Make<SparseCategoricalAccuracy>(config)),
        ("top_k_categorical_accuracy", config => Config.Make<TopKCategoricalAccuracy>(config)),
        ("sparse_top_k_categorical_accuracy", config => Config.Make<SparseTopKCategoricalAccuracy>(config)),
        ("precision", config => Config.Make<Precision>(config)),
        ("recall", config => Config.Make<Recall>(config)),
        ("auc", config => Config.Make<AUC>(config)),
        ("f1_score", config => Config.Make<F1Score>(config)),
        ("fbeta_score", config => Config.Make<FBetaScore>(config)),
        ("true_positives", config => Config.Make<TruePositives>(config)),
        ("false_positives", config => Config.Make<FalsePositives>(config)),
        ("true_negatives", config => Config.Make<TrueNegatives>(config)),
        ("false_negatives", config => Config.Make<FalseNegatives>(config)),
        ("root_mean_squared_error", config => Config.Make<RootMeanSquaredError>(config)),
        ("r2_score", config => Config.Make<R2Score>(config)),
        ("log_cosh_error", config => Config.Make<LogCosh>(config).AsMetric(config.GetString("name", "logcosh"))),
    ]))
    {
        Classes =
        [
            ("Accuracy", config => Config.Make<Accuracy>(config)),
            ("PrecisionAtRecall", config => Config.Make<PrecisionAtRecall>(config)),
            ("RecallAtPrecision", config => Config.Make<RecallAtPrecision>(config)),
            ("SensitivityAtSpecificity", config => Config.Make<SensitivityAtSpecificity>(config)),
            ("SpecificityAtSensitivity", config => Config.Make<SpecificityAtSensitivity>(config)),
            ("MeanMetricWrapper", Wrapped),
        ],
        Remember = (metric, name) => metric.GivenName = name,
        Finish = (_, config) => DTypePolicy.Check(config),
    };

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

    /// <summary>What a model's file says for the metric: the name it was made of, where that means the same in Keras, or the object.</summary>
    internal virtual object InFiles => GivenName is { } name && (name == SnakeCase.Of(KerasClass) || name is "bce" or "mse" or "mae" or "mape" or "msle") ? name : ToObject();

    /// <summary>The metric as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Named("keras.metrics", KerasClass, GetConfig());

    /// <summary>The class that Keras has for the metric.</summary>
    private protected virtual string KerasClass => GetType().Name;

    /// <summary>The name that the metric was made of, as the user wrote it; null where it was made otherwise.</summary>
    private protected string? GivenName { get; private set; }

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

    // Every loss is a metric as well.
    private static (string, Func<Config, Metric>)[] WithLosses((string, Func<Config, Metric>)[] metrics)
    {
        int count = metrics.Length;
        Array.Resize(ref metrics, count + Loss.Names.Length);
        foreach ((string name, Func<Config, Loss> make) in Loss.Names) metrics[count++] = (name, config => Reporting(make(config), config));
        return metrics;
    }

    private static Metric Reporting(Loss loss, Config config) => loss.AsMetric(config.GetString("name", loss.Name));

    // A function of Keras's own with settings, or a loss.
    private static Metric Wrapped(Config config)
    {
        object wrapped = config.GetValue("fn") ?? throw new InvalidDataException("Its fn is missing.");
        return ConfigObject.FunctionOf(wrapped) is { } function ? Known.Make(function, config) : Reporting(Loss.Known.Read(wrapped), config);
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
