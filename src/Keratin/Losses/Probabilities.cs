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
        return new Node(new Add(), new Node(new Scale(1 - smoothing), truth), share);
    }

    /// <summary>−Σ t·log p along the last axis, with p divided by its sum and then clipped.</summary>
    public static Node CrossEntropy(Node truth, Node p)
    {
        p = Clip(new Node(new Divide(), p, new Node(new SumLast(keepAxis: true), p)));
        return new Node(new Scale(-1), new Node(new SumLast(), new Node(new Multiply(), truth, new Node(new Log(), p))));
    }

    /// <summary>A smoothing that was given by a user, checked.</summary>
    public static float CheckSmoothing(double smoothing, string argument) =>
        smoothing >= 0 && smoothing <= 1 ? (float)smoothing
            : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"labelSmoothing must be from 0 to 1 but was {smoothing}."));
}
