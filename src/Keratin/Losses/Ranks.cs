using Keratin.Core;

namespace Keratin;

/// <summary>
/// Keras's rule for targets and predictions whose numbers of axes differ by a last axis of 1
/// (<c>squeeze_or_expand_to_same_rank</c>): targets (None,) against predictions (None, 1) become (None, 1), so that
/// nothing is repeated by mistake.
/// </summary>
internal static class Ranks
{
    /// <summary>Truth and predictions with equally many axes, where the rule applies; each has at least two.</summary>
    public static (Node Truth, Node Predictions) Align(Node truth, Node predictions)
    {
        (Shape t, Shape p) = Align(truth.Shape, predictions.Shape);
        return (As(truth, t), As(predictions, p));
    }

    /// <summary>The shapes that <see cref="Align(Node, Node)"/> gives.</summary>
    public static (Shape Truth, Shape Predictions) Align(Shape truth, Shape predictions)
    {
        if (truth.Rank == predictions.Rank + 1 && truth.Last == 1)
        {
            if (predictions.Rank == 1) predictions = predictions.Append(1);
            else truth = truth[..^1];
        }
        else if (predictions.Rank == truth.Rank + 1 && predictions.Last == 1)
        {
            if (truth.Rank == 1) truth = truth.Append(1);
            else predictions = predictions[..^1];
        }
        else if (truth.Rank == 1 && predictions.Rank == 1)
        {
            return (truth.Append(1), predictions.Append(1));
        }
        return (truth, predictions);
    }

    /// <summary>Class labels with one axis less than the predictions: (None, 1) becomes (None,).</summary>
    public static Node AsLabels(Node truth, Node predictions) =>
        truth.Shape.Rank == predictions.Shape.Rank && truth.Shape.Last == 1 ? As(truth, truth.Shape[..^1]) : truth;

    /// <summary>What targets and outputs of these shapes are about.</summary>
    public static OutputKind KindOf(Shape truth, Shape predictions)
    {
        if (predictions.Last == 1) return OutputKind.Binary;
        return truth.Rank < predictions.Rank || truth.Last == 1 ? OutputKind.Labels : OutputKind.OneHot;
    }

    /// <summary>The same numbers in this shape.</summary>
    public static Node As(Node node, Shape shape) => node.Shape == shape ? node : new Node(new Core.Reshape(shape), node);
}
