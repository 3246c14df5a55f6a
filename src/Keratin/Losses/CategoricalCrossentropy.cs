using Keratin.Core;

namespace Keratin;

/// <summary>
/// −Σ t·log p over the classes, with one-hot targets t (None, classes) and one probability per class p.
/// </summary>
/// <remarks>
/// Where the predictions come straight from a softmax, the loss is computed from its input, exactly and without
/// clipping, as Keras does on TensorFlow. Other probabilities are divided by their sum and clipped to
/// [1e-7, 1 − 1e-7].
/// </remarks>
public sealed class CategoricalCrossentropy : Loss
{
    private readonly bool _fromLogits;
    private readonly float _labelSmoothing;

    /// <summary>Makes a loss.</summary>
    /// <param name="fromLogits">Whether the predictions are logits, to which softmax has not been applied. Default: no.</param>
    /// <param name="labelSmoothing">Targets become t · (1 − s) + s / classes; from 0 to 1. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not between 0 and 1.</exception>
    public CategoricalCrossentropy(bool fromLogits = false, double labelSmoothing = 0)
        : base("categorical_crossentropy")
    {
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.CheckSmoothing(labelSmoothing, nameof(labelSmoothing));
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        truth = Probabilities.Smooth(truth, _labelSmoothing, predictions.Shape.Last);
        Node? logits = Probabilities.LogitsOf<Softmax>(predictions) ?? (_fromLogits ? predictions : null);
        return logits is null ? Probabilities.CrossEntropy(truth, predictions)
            : new Node(new SoftmaxCrossEntropy(labels: false), logits, truth);
    }

    private protected override void CheckShapes(Shape truth, Shape predictions)
    {
        int classes = predictions.Last;
        if (truth.Rank == predictions.Rank && truth[1..] == predictions[1..]) return;
        bool labels = truth.Rank == predictions.Rank - 1 || (truth.Rank == predictions.Rank && truth.Last == 1);
        throw new ArgumentException($"{Name} expects one-hot targets with {classes} columns but got shape {truth}: " + (labels
            ? $"use sparse_categorical_crossentropy for integer labels or Encode.ToCategorical(labels, {classes})."
            : $"the last layer needs as many units as the targets have columns, here {truth.Last}."));
    }
}
