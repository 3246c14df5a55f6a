namespace Keratin;

/// <summary>What layers that normalize ask of their arguments and inputs.</summary>
internal static class Normalizing
{
    /// <summary>An epsilon that was given by a user, checked: at 0, a feature that never varies would become 0 / 0.</summary>
    public static double Epsilon(double epsilon, string layer) => (float)epsilon > 0 && double.IsFinite(epsilon) ? epsilon
        : throw new ArgumentOutOfRangeException(nameof(epsilon), FormattableString.Invariant($"{layer} needs a small positive epsilon, such as 0.001, but got {epsilon}."));

    /// <summary>Throws where an input has no axis of features beside the batch.</summary>
    public static void CheckRank(Layer layer, Shape inputShape)
    {
        if (inputShape.Rank < 2)
            throw new ArgumentException($"{layer} expects rows of features, as in an input of shape (None, 13), but got {inputShape}: give each row an axis of its own, (None, 1) for a single feature.");
    }
}
