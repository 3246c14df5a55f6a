using Keratin.Core;

namespace Keratin;

/// <summary>
/// What training makes small: a number per sample, whose mean over all samples is the loss. It can be given by Keras's
/// name or short name, such as <c>"categorical_crossentropy"</c> or <c>"mse"</c>; a wrong name is answered with all of
/// them. A function of your own is a loss as well (<see cref="CustomLoss"/>).
/// </summary>
public abstract class Loss
{
    // keras.backend.epsilon(): what keeps logarithms and quotients finite.
    private protected const float Epsilon = 1e-7f;

    /// <summary>The names of losses. Each is also the name of the metric that reports the loss.</summary>
    internal static (string Name, Func<Config, Loss> Make)[] Names { get; } =
    [
        ("categorical_crossentropy", config => Config.Make<CategoricalCrossentropy>(config)),
        ("sparse_categorical_crossentropy", config => Config.Make<SparseCategoricalCrossentropy>(config)),
        ("binary_crossentropy", config => Config.Make<BinaryCrossentropy>(config)),
        ("bce", config => Config.Make<BinaryCrossentropy>(config)),
        ("crossentropy", config => new CrossentropyByShape(config.GetString("name"))),
        ("ce", config => new CrossentropyByShape(config.GetString("name"))),
        ("binary_focal_crossentropy", config => Config.Make<BinaryFocalCrossentropy>(config)),
        ("categorical_focal_crossentropy", config => Config.Make<CategoricalFocalCrossentropy>(config)),
        ("categorical_generalized_cross_entropy", config => Config.Make<CategoricalGeneralizedCrossEntropy>(config)),
        ("mean_squared_error", config => Config.Make<MeanSquaredError>(config)),
        ("mse", config => Config.Make<MeanSquaredError>(config)),
        ("mean_absolute_error", config => Config.Make<MeanAbsoluteError>(config)),
        ("mae", config => Config.Make<MeanAbsoluteError>(config)),
        ("mean_absolute_percentage_error", config => Config.Make<MeanAbsolutePercentageError>(config)),
        ("mape", config => Config.Make<MeanAbsolutePercentageError>(config)),
        ("mean_squared_logarithmic_error", config => Config.Make<MeanSquaredLogarithmicError>(config)),
        ("msle", config => Config.Make<MeanSquaredLogarithmicError>(config)),
        ("huber", config => Config.Make<Huber>(config)),
        ("log_cosh", config => Config.Make<LogCosh>(config)),
        ("hinge", config => Config.Make<Hinge>(config)),
        ("squared_hinge", config => Config.Make<SquaredHinge>(config)),
        ("categorical_hinge", config => Config.Make<CategoricalHinge>(config)),
        ("kl_divergence", config => Config.Make<KLDivergence>(config)),
        ("kld", config => Config.Make<KLDivergence>(config)),
        ("poisson", config => Config.Make<Poisson>(config)),
        ("cosine_similarity", config => Config.Make<CosineSimilarity>(config)),
        ("tversky", config => Config.Make<Tversky>(config)),
        ("dice", config => Config.Make<Dice>(config)),
    ];

    internal static NameTable<Loss> Known { get; } = new("loss", Names)
    {
        Classes = [("LossFunctionWrapper", Wrapped)],
        Remember = (loss, name) => loss._givenName = name,
        // The name is the class's here: metrics have names of their own, losses do not.
        Finish = (loss, config) =>
        {
            DTypePolicy.Check(config);
            _ = config.GetOptionalString("name");
        },
    };

    private string? _givenName;

    private protected Loss(string name, LossReduction? reduction = null)
    {
        Name = name;
        Reduction = reduction ?? LossReduction.SumOverBatchSize;
    }

    /// <summary>Keras's name, for example <c>mean_squared_error</c>.</summary>
    public string Name { get; }

    /// <summary>How the samples' losses become one number.</summary>
    public LossReduction Reduction { get; }

    /// <summary>The loss's settings, in Keras's words: its name, its reduction, then its own.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        config.Set("name", Name);
        config.Set("reduction", Reduction.ToString());
        WriteConfig(config);
        return config;
    }

    /// <summary>What a model's file says for the loss: the name it was made of, as the user wrote it, or the object.</summary>
    internal virtual object InFiles => _givenName ?? (object)ToObject();

    /// <summary>The loss as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Of(this, "keras.losses", GetConfig());

    /// <summary>Writes the settings of the loss's own kind, beside those that all losses have.</summary>
    private protected virtual void WriteConfig(Config config) { }

    /// <summary>Writes the settings that the metric which reports the loss has in Keras. Default: the loss's own.</summary>
    internal virtual void WriteMetricConfig(Config config) => WriteConfig(config);

    /// <summary>The reduction of a configuration.</summary>
    private protected static LossReduction? ReductionOf(Config config)
    {
        if (config.GetOptionalString("reduction") is { } reduction) return reduction;
        return !config.Has("reduction") ? null : throw new InvalidDataException("Its reduction is none, but a step needs one number: sum_over_batch_size, sum or mean_with_sample_weight.");
    }

    // A function of Keras's own with settings.
    private static Loss Wrapped(Config config) =>
        Known.Make(ConfigObject.FunctionOf(config.GetValue("fn")) ?? throw new InvalidDataException("Its fn is no function of Keras's own."), config);

    /// <summary>Whether the targets are class labels instead of one number per output.</summary>
    public virtual bool TakesLabels => false;

    /// <summary>The loss of each sample.</summary>
    /// <param name="truth">The targets, with the batch as first axis. A last axis of 1 may be missing or too many.</param>
    /// <param name="predictions">The model's output, with the batch as first axis.</param>
    /// <returns>A node of the predictions' shape without its last axis.</returns>
    /// <exception cref="ArgumentException">The targets' shape does not fit.</exception>
    public Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        CheckShapes(truth.Shape, predictions.Shape);
        (truth, predictions) = Ranks.Align(truth, predictions);
        return PerSample(truth, predictions);
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="truth">The targets, with the batch as first axis.</param>
    /// <param name="predictions">The model's output, with the batch as first axis.</param>
    /// <param name="weights">A weight per sample, (None,); null where all are 1.</param>
    /// <returns>The number that is trained, and what has to be averaged over all rows for that of an epoch.</returns>
    internal (Node Loss, Node PerRow) OfBatch(Node truth, Node predictions, Node? weights)
    {
        // As in Keras, one number for the whole batch is left as it is.
        LossReduction reduction = IsOfBatch && weights is null ? LossReduction.SumOverBatchSize : Reduction;
        return reduction.Apply(Call(truth, predictions), weights, Mask(truth, predictions));
    }

    /// <summary>Whether the loss of a row depends on the other rows of its batch.</summary>
    internal virtual bool IsOfBatch => false;

    /// <summary>Whether an epoch's loss depends on how the rows are cut into batches.</summary>
    internal virtual bool DependsOnBatch => IsOfBatch || Reduction != LossReduction.SumOverBatchSize;

    /// <summary>
    /// The metric that reports this loss, under a name of its own; needed only where the loss's name is taken:
    /// <c>metrics: [new Huber(1), new Huber(3).AsMetric("huber_3")]</c>.
    /// </summary>
    /// <param name="name">What logs and histories call it.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Metric AsMetric(string name) => !string.IsNullOrWhiteSpace(name) ? ToMetric(name)
        : throw new ArgumentException($"The metric of {Name} needs a name, such as \"{Name}\", but it is empty.", nameof(name));

    private protected virtual Metric ToMetric(string name) => new LossMetric(this, name);

    /// <summary>1 for each sample that counts and 0 for the others; null where all count.</summary>
    internal virtual Node? Mask(Node truth, Node predictions) => null;

    /// <summary>The loss of each sample, from targets and predictions of equal rank (but for class labels).</summary>
    private protected abstract Node PerSample(Node truth, Node predictions);

    /// <summary>Throws, in the user's words, where targets of this shape do not fit the predictions. The first axis is not looked at.</summary>
    private protected abstract void CheckShapes(Shape truth, Shape predictions);

    /// <summary>Throws, in the user's words, where a target has no meaning for this loss.</summary>
    private protected virtual void CheckValues(NDArray truth, Shape predictions) { }

    /// <summary>Checks targets before training starts.</summary>
    /// <param name="truth">The targets, a row per sample.</param>
    /// <param name="predictions">The shape of the model's output, batch first.</param>
    /// <exception cref="ArgumentException">The targets do not fit the loss; the message says which row and what to do.</exception>
    internal void Check(NDArray truth, Shape predictions)
    {
        CheckShapes(truth.Shape, predictions);
        CheckValues(truth, predictions);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The loss of that name, with Keras's defaults.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Loss(string name) => Known.Find(name);

    /// <summary>A function of your own, from targets and predictions to a loss per sample.</summary>
    public static implicit operator Loss(Func<Node, Node, Node> function) => new CustomLoss(function);

    /// <summary>Throws unless there is one target per output.</summary>
    private protected void CheckOnePerOutput(Shape truth, Shape predictions)
    {
        (Shape t, Shape p) = Ranks.Align(truth, predictions);
        if (t.Rank != p.Rank || t[1..] != p[1..])
            throw new ArgumentException($"{Name} expects one target per output, so targets of the predictions' shape {predictions}, but got shape {truth}: give the last layer as many units as there are targets.");
    }

    /// <summary>Throws unless the targets are one-hot rows, one column per output.</summary>
    private protected void CheckOneHot(Shape truth, Shape predictions)
    {
        int classes = predictions.Last;
        if (truth.Rank == predictions.Rank && truth[1..] == predictions[1..]) return;
        bool labels = truth.Rank == predictions.Rank - 1 || (truth.Rank == predictions.Rank && truth.Last == 1);
        throw new ArgumentException($"{Name} expects one-hot targets with {classes} columns but got shape {truth}: " + (labels
            ? $"use {(Name == "categorical_crossentropy" ? "sparse_categorical_crossentropy for integer labels or " : "")}Encode.ToCategorical(labels, {classes})."
            : $"the last layer needs as many units as the targets have columns, here {truth.Last}."));
    }

    /// <summary>Throws unless there is one class label per row.</summary>
    private protected void CheckLabelShape(Shape truth, Shape predictions)
    {
        Shape labels = truth.Rank == predictions.Rank && truth.Last == 1 ? truth[..^1] : truth;
        if (labels.Rank == predictions.Rank - 1 && labels[1..] == predictions[1..^1]) return;
        throw new ArgumentException($"{Name} expects one integer label per row but got shape {truth}: " + (truth.Rank == predictions.Rank && truth.Last == predictions.Last
            ? "use categorical_crossentropy for one-hot targets."
            : $"for predictions of shape {predictions} the targets must have the shape {predictions[..^1]}."));
    }

    /// <summary>Throws where a label names no class.</summary>
    /// <param name="truth">The labels.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="ignored">A label that may stand for no class; null where there is none.</param>
    private protected void CheckLabels(NDArray truth, int classes, int? ignored = null)
    {
        float[] labels = truth.ToArray();
        int wrong = Array.FindIndex(labels, label => !(label >= 0 && label < classes && label == MathF.Floor(label)) && label != ignored);
        if (wrong < 0) return;
        int row = wrong / Math.Max(1, truth.Shape[1..].Size);
        throw new ArgumentException(FormattableString.Invariant($"{Name} expects whole numbers from 0 to {classes - 1} as labels, because the last layer has {classes} units, but row {row} has the label {labels[wrong]}: ") + (labels[wrong] >= classes
            ? "give the last layer one unit per class."
            : "number the classes from 0."));
    }
}
