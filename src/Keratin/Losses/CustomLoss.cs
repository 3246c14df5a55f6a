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
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public CustomLoss(Func<Node, Node, Node> function, string? name = null, LossReduction? reduction = null)
        : base(name ?? FunctionName.Of(function), reduction) => _function = function ?? throw new ArgumentNullException(nameof(function));

    private protected override Node PerSample(Node truth, Node predictions) => CheckPerSample(_function(truth, predictions), predictions, $"loss \"{Name}\"");

    /// <summary>What a function of the user's returned, if it has a value per sample.</summary>
    /// <param name="values">What it returned.</param>
    /// <param name="predictions">What it was given.</param>
    /// <param name="owner">What messages call it.</param>
    /// <exception cref="InvalidOperationException">It returned something else.</exception>
    internal static Node CheckPerSample(Node? values, Node predictions, string owner) =>
        values is not null && values.Shape.HasBatch == predictions.Shape.HasBatch ? values
            : throw new InvalidOperationException($"The {owner} must return a number per sample, as in the shape (None,), but returned {values?.Shape.ToString() ?? "null"}.");

    private protected override void CheckShapes(Shape truth, Shape predictions) { }

    private protected override void WriteConfig(Config config) =>
        throw new InvalidOperationException($"The loss \"{Name}\" is a function of your own, and files hold no code: save the model without its compile configuration, and compile it again when it is loaded.");
}
