using Keratin.Core;

namespace Keratin;

/// <summary>The smallest of two or more values, element by element. Shapes as for all <see cref="ElementwiseMerge"/>s.</summary>
/// <param name="name">The layer's name; default: <c>minimum</c>, <c>minimum_1</c>, …</param>
public sealed class Minimum(string? name = null) : ElementwiseMerge(name), IFromConfig<Minimum>
{
    static Minimum IFromConfig<Minimum>.FromConfig(Config config) => new(config.GetOptionalString("name"));

    private protected override Node Combine(Node x, Node y) => new(new Core.Minimum(), x, y);
}
