using Keratin.Core;

namespace Keratin;

/// <summary>A loss of your own, written as graph.</summary>
/// <example>
/// <code>
/// model.Compile("adam", new CustomLoss((truth, predictions) =&gt;
///     new Node(new MeanLast(), new Node(new Square(), predictions - truth))));
/// </code>
/// </example>
public sealed class CustomLoss : Loss
{
    private readonly Func<Node, Node, Node> _function;

    /// <summary>Makes a loss.</summary>
    /// <param name="function">
    /// From targets and predictions, batch first, to a loss per sample, batch first. As in every loss, targets (None,)
    /// arrive as (None, 1) where the predictions are (None, 1).
    /// </param>
    /// <param name="name">What messages call it; default: the method's name, <c>custom</c> for a lambda.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    public CustomLoss(Func<Node, Node, Node> function, string? name = null, LossReduction? reduction = null)
        : base(name ?? FunctionName.Of(function), reduction) => _function = function;

    private protected override Node PerSample(Node truth, Node predictions)
    {
        Node loss = _function(truth, predictions);
        return loss.Shape.HasBatch == predictions.Shape.HasBatch ? loss
            : throw new InvalidOperationException($"The loss \"{Name}\" must return a number per sample, as in the shape (None,), but returned {loss.Shape}.");
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) { }
}
