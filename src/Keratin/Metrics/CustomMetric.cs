using Keratin.Core;

namespace Keratin;

/// <summary>A metric of your own, written as graph: the mean over all samples of what a function makes of each.</summary>
/// <example>
/// <code>
/// // How often the price is off by more than five thousand.
/// var wayOff = new CustomMetric((truth, predictions) =&gt;
///     new Node(new Greater(), new Node(new Abs(), predictions - truth), new Node(new Literal(5))), "way_off");
/// model.Compile("rmsprop", "mse", metrics: ["mae", wayOff]);
/// </code>
/// </example>
public sealed class CustomMetric : MeanMetric
{
    private readonly Func<Node, Node, Node> _function;

    /// <summary>Makes a metric.</summary>
    /// <param name="function">
    /// From targets and predictions, batch first, to a value per sample, batch first. As in every metric, targets
    /// (None,) arrive as (None, 1) where the predictions are (None, 1).
    /// </param>
    /// <param name="name">The name in logs and histories; default: the method's name, <c>custom</c> for a lambda.</param>
    /// <param name="higherIsBetter">Whether training should make it large. Default: no.</param>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public CustomMetric(Func<Node, Node, Node> function, string? name = null, bool higherIsBetter = false)
        : base(name ?? FunctionName.Of(function))
    {
        _function = function ?? throw new ArgumentNullException(nameof(function));
        HigherIsBetter = higherIsBetter;
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter { get; }

    private protected override void WriteConfig(Config config) =>
        throw new InvalidOperationException($"The metric \"{Name}\" is a function of your own, and files hold no code: save the model without its compile configuration, and compile it again when it is loaded.");

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        (truth, predictions) = Ranks.Align(truth, predictions);
        return CustomLoss.CheckPerSample(_function(truth, predictions), predictions, $"metric \"{Name}\"");
    }
}
