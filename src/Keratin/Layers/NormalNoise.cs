using Keratin.Core;

namespace Keratin;

/// <summary>Standard normal noise as graph.</summary>
internal static class NormalNoise
{
    /// <summary>A normal number for each element of a shape, new in each training step.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="context">The layer's context.</param>
    /// <param name="seed">The layer's own seed; null where it has none.</param>
    public static Node Of(Shape shape, LayerContext context, int? seed)
    {
        Node uniform = new(new UniformNoise(context.KeyOf(RandomPurpose.Noise, seed), shape), context.Iteration.Read);
        return new Node(new NormalQuantile(), uniform, new Node(new LogComplement(), uniform));
    }
}
