using Keratin.Core;

namespace Keratin;

/// <summary>
/// What is reported beside the loss: a value per sample, whose mean over all samples is the metric. By name: accuracy
/// (acc), binary_accuracy, categorical_accuracy, sparse_categorical_accuracy, and every loss (mae, mse). A function of
/// your own is a metric as well (<see cref="CustomMetric"/>).
/// </summary>
public abstract class Metric
{
    private static readonly NameTable<Metric> Known = new("metric",
    [
        ("accuracy", name => new AccuracyByShape(name)),
        ("acc", name => new AccuracyByShape(name)),
        ("binary_accuracy", _ => new BinaryAccuracy()),
        ("categorical_accuracy", _ => new CategoricalAccuracy()),
        ("sparse_categorical_accuracy", _ => new SparseCategoricalAccuracy()),
        .. Loss.Names.Select(loss => (loss.Name, new Func<string, Metric>(name => loss.Make(name).AsMetric(name)))),
    ]);

    private protected Metric(string name) => Name = name;

    /// <summary>The name that logs and histories use: as the user wrote it.</summary>
    public string Name { get; }

    /// <summary>Whether training should make it large, as an accuracy, or small, as an error.</summary>
    public abstract bool HigherIsBetter { get; }

    /// <summary>The value of each sample.</summary>
    /// <param name="truth">The targets, with the batch as first axis.</param>
    /// <param name="predictions">The model's output, with the batch as first axis.</param>
    /// <returns>A node whose mean over all elements is the metric.</returns>
    /// <exception cref="ArgumentException">The targets' shape does not fit.</exception>
    public abstract Node Call(Node truth, Node predictions);

    /// <summary>The metric that a name such as "accuracy" means for targets and predictions of these shapes; itself in most cases.</summary>
    internal virtual Metric Resolve(Shape truth, Shape predictions) => this;

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The metric of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Metric(string name) => Known.Find(name);

    /// <summary>A loss as a metric, under the loss's name.</summary>
    public static implicit operator Metric(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.AsMetric(loss.Name);
    }

    /// <summary>A function of your own, from targets and predictions to a value per sample; smaller counts as better.</summary>
    public static implicit operator Metric(Func<Node, Node, Node> function) => new CustomMetric(function);
}
