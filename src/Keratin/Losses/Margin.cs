using Keratin.Core;

namespace Keratin;

/// <summary>Parts that the hinge losses share.</summary>
internal static class Margin
{
    /// <summary>By how much a prediction falls short of its side of the margin: max(1 − t·p, 0), with targets of 0 taken for −1.</summary>
    public static Node Lack(Node truth, Node predictions)
    {
        Node sign = truth - new Node(new Equal(), truth, new Node(new Literal(0)));
        return new Node(new Relu(), 1 - sign * predictions);
    }

    /// <summary>Throws where a 0 cannot be told to mean no: it stands among other targets than 1.</summary>
    public static void CheckTargets(string loss, NDArray truth)
    {
        ReadOnlySpan<float> values = truth.ToDense().Values;
        if (!values.Contains(0)) return;
        int other = values.IndexOfAnyExcept(0f, 1f);
        if (other >= 0)
            throw new ArgumentException(FormattableString.Invariant($"{loss} expects targets of −1 and 1, or of 0 and 1, but row {other / Math.Max(1, truth.Shape[1..].Size)} has {values[other]} while others have 0: write no as −1 and yes as 1."));
    }
}
