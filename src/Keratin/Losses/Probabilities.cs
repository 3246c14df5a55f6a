using Keratin.Core;

namespace Keratin;

/// <summary>Parts that the cross-entropies share, in Keras's order and with its constants.</summary>
internal static class Probabilities
{
    // keras.backend.epsilon(): probabilities stay this far from 0 and 1, so that no logarithm is infinite.
    private const float Epsilon = 1e-7f;

    /// <summary>p limited to [1e-7, 1 − 1e-7].</summary>
    public static Node Clip(Node p) => new(new Clip(Epsilon, 1 - Epsilon), p);

    /// <summary>The input of the function that made the predictions, where it was <typeparamref name="TFunction"/>: the logits.</summary>
    public static Node? LogitsOf<TFunction>(Node predictions) where TFunction : Operation =>
        predictions.Operation is TFunction ? predictions.Inputs[0] : null;

    /// <summary>Targets drawn towards equal shares: t · (1 − smoothing) + smoothing / classes.</summary>
    public static Node Smooth(Node truth, float smoothing, int classes)
    {
        if (smoothing == 0) return truth;
        var share = new Node(new Literal(smoothing / classes));
        return new Node(new Core.Add(), new Node(new Scale(1 - smoothing), truth), share);
    }

    /// <summary>p divided by its sum along the last axis, then clipped.</summary>
    public static Node Normalize(Node p) => Clip(p / new Node(new SumLast(keepAxis: true), p));

    /// <summary>−Σ t·log p along the last axis, with p divided by its sum and then clipped.</summary>
    public static Node CrossEntropy(Node truth, Node p) => -new Node(new SumLast(), truth * new Node(new Log(), Normalize(p)));

    /// <summary>p^exponent for p ≥ 0, from a logarithm unless it is a square. Where p is 0 no gradient flows, and nothing is infinite.</summary>
    public static Node Power(Node p, float exponent) => exponent switch
    {
        0 => 0 * p + 1,
        1 => p,
        2 => new Node(new Square(), p),
        _ => new Node(new Exp(), exponent * new Node(new Log(), new Node(new Clip(1e-30f, float.MaxValue), p))),
    };

    /// <summary>−(t·log p + (1 − t)·log(1 − p)) for each output, from the logits where they are known.</summary>
    public static Node BinaryCrossEntropy(Node truth, Node predictions, bool fromLogits)
    {
        Node? logits = LogitsOf<Sigmoid>(predictions) ?? (fromLogits ? predictions : null);
        if (logits is not null) return new Node(new SigmoidCrossEntropy(), logits, truth);
        Node p = Clip(predictions);
        return -(truth * new Node(new Log(), p) + (1 - truth) * new Node(new Log(), 1 - p));
    }

    /// <summary>Throws, in the user's words, where a target is not from 0 to 1.</summary>
    public static void CheckTargets(string loss, NDArray truth)
    {
        ReadOnlySpan<float> values = truth.ToDense().Values;
        int wrong = values.IndexOfAnyExceptInRange(0f, 1f);
        if (wrong >= 0)
            throw new ArgumentException(FormattableString.Invariant($"{loss} expects targets from 0 to 1 but row {wrong / Math.Max(1, truth.Shape[1..].Size)} has {values[wrong]}: write no as 0 and yes as 1."));
    }

    /// <summary>A smoothing or another share that was given by a user, checked.</summary>
    public static double CheckShare(double share, string argument) => share >= 0 && share <= 1 ? share
        : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{argument} must be from 0 to 1 but was {share}."));

    /// <summary>The exponent of a focal loss, checked.</summary>
    public static double CheckGamma(double gamma, string argument) => gamma >= 0 && double.IsFinite(gamma) ? gamma
        : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{argument} must be 0 or more but was {gamma}."));
}
