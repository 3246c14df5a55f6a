using Keratin.Core;

namespace Keratin;

/// <summary>
/// The mean of −(t·log p + (1 − t)·log(1 − p)) over the last axis, with targets t of 0 or 1 and probabilities p, for
/// yes-or-no questions.
/// </summary>
/// <remarks>
/// Where the predictions come straight from a sigmoid, the loss is computed from its input, exactly and without
/// clipping, as Keras does on TensorFlow. Other probabilities are clipped to [1e-7, 1 − 1e-7].
/// </remarks>
public sealed class BinaryCrossentropy : Loss
{
    private readonly bool _fromLogits;
    private readonly float _labelSmoothing;

    /// <summary>Makes a loss.</summary>
    /// <param name="fromLogits">Whether the predictions are logits, to which sigmoid has not been applied. Default: no.</param>
    /// <param name="labelSmoothing">Targets become t · (1 − s) + s / 2; from 0 to 1. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not between 0 and 1.</exception>
    public BinaryCrossentropy(bool fromLogits = false, double labelSmoothing = 0)
        : base("binary_crossentropy")
    {
        _fromLogits = fromLogits;
        _labelSmoothing = Probabilities.CheckSmoothing(labelSmoothing, nameof(labelSmoothing));
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        truth = Probabilities.Smooth(truth, _labelSmoothing, classes: 2);
        Node? logits = Probabilities.LogitsOf<Sigmoid>(predictions) ?? (_fromLogits ? predictions : null);
        return new Node(new MeanLast(), logits is null ? FromProbabilities(truth, predictions) : new Node(new SigmoidCrossEntropy(), logits, truth));
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private protected override void CheckValues(NDArray truth, Shape predictions)
    {
        ReadOnlySpan<float> values = truth.ToDense().Values;
        int wrong = values.IndexOfAnyExceptInRange(0f, 1f);
        if (wrong >= 0)
            throw new ArgumentException(FormattableString.Invariant($"{Name} expects targets from 0 to 1 but row {wrong / Math.Max(1, truth.Shape[1..].Size)} has {values[wrong]}: write no as 0 and yes as 1."));
    }

    private static Node FromProbabilities(Node truth, Node p)
    {
        p = Probabilities.Clip(p);
        Node yes = new(new Multiply(), truth, new Node(new Log(), p));
        Node no = new(new Multiply(), OneMinus(truth), new Node(new Log(), OneMinus(p)));
        return new Node(new Scale(-1), new Node(new Add(), yes, no));
    }

    private static Node OneMinus(Node x) => new(new Subtract(), new Node(new Literal(1)), x);
}
