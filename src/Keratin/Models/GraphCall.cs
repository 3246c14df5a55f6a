namespace Keratin;

/// <summary>One call of a layer in a <see cref="LayerGraph"/>, whose values have numbers.</summary>
/// <param name="Layer">What is called: a layer, or an input, which has no inputs itself.</param>
/// <param name="Inputs">The numbers of the values that it is called with.</param>
/// <param name="First">The number of its first output; the others follow.</param>
/// <param name="Outputs">The shapes of its outputs.</param>
internal sealed record GraphCall(Layer Layer, IReadOnlyList<int> Inputs, int First, IReadOnlyList<Shape> Outputs);
