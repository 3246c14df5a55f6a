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
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false) : Loss("sparse_categorical_crossentropy")
{
    /// <inheritdoc/>
    public override bool TakesLabels => true;

    private protected override Node PerSample(Node truth, Node predictions)
    {
        Node labels = Ranks.AsLabels(truth, predictions);
        Node? logits = Probabilities.LogitsOf<Softmax>(predictions) ?? (fromLogits ? predictions : null);
        return logits is null ? Probabilities.CrossEntropy(new Node(new OneHot(predictions.Shape.Last), labels), predictions)
            : new Node(new SoftmaxCrossEntropy(labels: true), logits, labels);
    }

    private protected override void CheckShapes(Shape truth, Shape predictions)
    {
        Shape labels = truth.Rank == predictions.Rank && truth.Last == 1 ? truth[..^1] : truth;
        if (labels.Rank == predictions.Rank - 1 && labels[1..] == predictions[1..^1]) return;
        throw new ArgumentException($"{Name} expects one integer label per row but got shape {truth}: " + (truth.Rank == predictions.Rank && truth.Last == predictions.Last
            ? "use categorical_crossentropy for one-hot targets."
            : $"for predictions of shape {predictions} the targets must have the shape {predictions[..^1]}."));
    }

    private protected override void CheckValues(NDArray truth, Shape predictions)
    {
        int classes = predictions.Last;
        float[] labels = truth.ToArray();
        int wrong = Array.FindIndex(labels, label => !(label >= 0 && label < classes && label == MathF.Floor(label)));
        if (wrong < 0) return;
        int row = wrong / Math.Max(1, truth.Shape[1..].Size);
        throw new ArgumentException(FormattableString.Invariant($"{Name} expects whole numbers from 0 to {classes - 1} as labels, because the last layer has {classes} units, but row {row} has the label {labels[wrong]}: ") + (labels[wrong] >= classes
            ? "give the last layer one unit per class."
            : "number the classes from 0."));
    }
}
