using Keratin.Core;

namespace Keratin;

/// <summary>The largest of two or more values, element by element. Shapes as for all <see cref="ElementwiseMerge"/>s.</summary>
/// <param name="name">The layer's name; default: <c>maximum</c>, <c>maximum_1</c>, …</param>
public sealed class Maximum(string? name = null) : ElementwiseMerge(name), IFromConfig<Maximum>
{
    static Maximum IFromConfig<Maximum>.FromConfig(Config config) => new(config.GetOptionalString("name"));

    private protected override Node Combine(Node x, Node y) => new(new Core.Maximum(), x, y);
}
