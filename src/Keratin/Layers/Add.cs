using Keratin.Core;

namespace Keratin;

/// <summary>The sum of two or more values, element by element. Shapes as for all <see cref="ElementwiseMerge"/>s.</summary>
/// <param name="name">The layer's name; default: <c>add</c>, <c>add_1</c>, …</param>
public sealed class Add(string? name = null) : ElementwiseMerge(name), IFromConfig<Add>
{
    static Add IFromConfig<Add>.FromConfig(Config config) => new(config.GetOptionalString("name"));

    private protected override Node Combine(Node x, Node y) => x + y;
}
