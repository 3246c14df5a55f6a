using Keratin.Core;

namespace Keratin;

/// <summary>Standard normal noise as graph.</summary>
internal static class NormalNoise
{
    /// <summary>A normal number for each element of a shape, new in each training step.</summary>
    public static Node Of(Shape shape, LayerContext context)
    {
        Node uniform = new(new UniformNoise(context.Key(RandomPurpose.Noise), shape), context.Iteration.Read);
        return new Node(new NormalQuantile(), uniform, new Node(new LogComplement(), uniform));
    }
}
