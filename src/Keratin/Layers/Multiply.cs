using Keratin.Core;

namespace Keratin;

/// <summary>The product of two or more values, element by element. Shapes as for all <see cref="ElementwiseMerge"/>s.</summary>
/// <param name="name">The layer's name; default: <c>multiply</c>, <c>multiply_1</c>, …</param>
public sealed class Multiply(string? name = null) : ElementwiseMerge(name), IFromConfig<Multiply>
{
    static Multiply IFromConfig<Multiply>.FromConfig(Config config) => new(config.GetOptionalString("name"));

    private protected override Node Combine(Node x, Node y) => x * y;
}
