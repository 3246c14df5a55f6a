using Keratin.Core;

namespace Keratin;

/// <summary>A function of the user's as a regularizer.</summary>
internal sealed class CustomRegularizer : Regularizer
{
    private readonly Func<Node, Node> _function;

    public CustomRegularizer(Func<Node, Node> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
    }

    public override Node Call(Node weight)
    {
        Node penalty = _function(weight);
        return penalty.Shape.Rank == 0 ? penalty
            : throw new InvalidOperationException($"A regularizer must return a single number but returned the shape {penalty.Shape}: sum it, for example with new Node(new Sum(), …).");
    }

    protected override void WriteConfig(Config config) =>
        throw new InvalidOperationException("The regularizer is a function of your own, which a file cannot hold: make it a class that implements IFromConfig, and register it with CustomObjects.Register.");
}
