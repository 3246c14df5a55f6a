using Keratin.Core;

namespace Keratin;

/// <summary>The mean of two or more values, element by element. Shapes as for all <see cref="ElementwiseMerge"/>s.</summary>
/// <param name="name">The layer's name; default: <c>average</c>, <c>average_1</c>, …</param>
public sealed class Average(string? name = null) : ElementwiseMerge(name), IFromConfig<Average>
{
    static Average IFromConfig<Average>.FromConfig(Config config) => new(config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(IReadOnlyList<Node> inputs, LayerContext context) =>
        base.Call(inputs, context) / new Node(new Literal(inputs.Count));

    private protected override Node Combine(Node x, Node y) => x + y;
}
