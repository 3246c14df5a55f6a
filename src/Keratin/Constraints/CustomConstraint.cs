using Keratin.Core;

namespace Keratin;

/// <summary>A function of the user's as a constraint.</summary>
internal sealed class CustomConstraint : Constraint
{
    private readonly Func<Node, Node> _function;

    public CustomConstraint(Func<Node, Node> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
    }

    public override Node Call(Node weight) => _function(weight);

    protected override void WriteConfig(Config config) =>
        throw new InvalidOperationException("The constraint is a function of your own, which a file cannot hold: make it a class that implements IFromConfig, and register it with CustomObjects.Register.");
}
