using Keratin.Core;

namespace Keratin;

/// <summary>The first of two values minus the second, element by element. Shapes as for all <see cref="ElementwiseMerge"/>s.</summary>
/// <param name="name">The layer's name; default: <c>subtract</c>, <c>subtract_1</c>, …</param>
public sealed class Subtract(string? name = null) : ElementwiseMerge(name), IFromConfig<Subtract>
{
    static Subtract IFromConfig<Subtract>.FromConfig(Config config) => new(config.GetOptionalString("name"));

    internal override void Check(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count != 2) throw new ArgumentException($"{this} takes two values, of which it subtracts the second from the first, but was called with {inputs.Count}.");
    }

    private protected override Node Combine(Node x, Node y) => x - y;
}
