using Keratin.Core;

namespace Keratin;

/// <summary>
/// −log p of the true class, with integer class labels as targets, (None,) or (None, 1), and one probability per class p.
/// The same number as <see cref="CategoricalCrossentropy"/> gives for one-hot targets.
/// </summary>
/// <remarks>
/// Where the predictions come straight from a softmax, the loss is computed from its input, exactly and without
/// clipping, as Keras does on TensorFlow. Other probabilities are divided by their sum and clipped to
/// [1e-7, 1 − 1e-7].
/// </remarks>
/// <param name="fromLogits">Whether the predictions are logits, to which softmax has not been applied. Default: no.</param>
/// <param name="ignoreClass">
/// A label whose rows do not count, −1 for example: neither in the sum of a batch's losses nor in the number it is
/// divided by. Default: every row counts.
/// </param>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false, int? ignoreClass = null, LossReduction? reduction = null)
    : Loss("sparse_categorical_crossentropy", reduction), IFromConfig<SparseCategoricalCrossentropy>
{
    /// <inheritdoc/>
    public override bool TakesLabels => true;

    /// <summary>Whether there is a label whose rows do not count.</summary>
    internal bool IgnoresClass => ignoreClass is not null;

    internal override bool DependsOnBatch => IgnoresClass || base.DependsOnBatch;

    static SparseCategoricalCrossentropy IFromConfig<SparseCategoricalCrossentropy>.FromConfig(Config config)
    {
        config.AllowOnly("axis", -1L);
        return new(config.GetBool("from_logits", false), config.GetOptionalInt("ignore_class"), reduction: ReductionOf(config));
    }

    private protected override void WriteConfig(Config config)
    {
        config.Set("from_logits", fromLogits);
        config.Set("ignore_class", ignoreClass);
    }

    // Keras's metric knows no class to ignore; the function that is wrapped in its place does.
    internal override void WriteMetricConfig(Config config)
    {
        config.Set("from_logits", fromLogits);
        if (IgnoresClass) config.Set("ignore_class", ignoreClass);
        else config.Set("axis", -1);
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        Node labels = Ranks.AsLabels(truth, predictions);
        if (Mask(truth, predictions) is not { } counts) return OfLabels(labels, predictions);
        // A row that does not count is given a label that names a class, and then a loss of 0.
        return OfLabels(labels * counts, predictions) * counts;
    }

    internal override Node? Mask(Node truth, Node predictions) => ignoreClass is not { } ignored ? null
        : 1 - new Node(new Equal(), Ranks.AsLabels(truth, predictions), new Node(new Literal(ignored)));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckLabelShape(truth, predictions);

    private protected override void CheckValues(NDArray truth, Shape predictions) => CheckLabels(truth, predictions.Last, ignoreClass);

    private Node OfLabels(Node labels, Node predictions)
    {
        Node? logits = Probabilities.LogitsOf<Core.Softmax>(predictions) ?? (fromLogits ? predictions : null);
        return logits is null ? Probabilities.CrossEntropy(new Node(new OneHot(predictions.Shape.Last), labels), predictions)
            : new Node(new SoftmaxCrossEntropy(labels: true), logits, labels);
    }
}
