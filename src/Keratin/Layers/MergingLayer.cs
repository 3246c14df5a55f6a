using Keratin.Core;

namespace Keratin;

/// <summary>
/// A layer that makes one value of several: <c>new Concatenate().Call(a, b)</c>. One of your own overrides
/// <see cref="Call(IReadOnlyList{Node}, LayerContext)"/>. No weights.
/// </summary>
public abstract class MergingLayer : Layer
{
    /// <summary>For layers of your own.</summary>
    /// <param name="name">The layer's name; default: the class's in Keras's spelling.</param>
    protected MergingLayer(string? name = null)
        : base(name)
    {
    }

    internal override void Check(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count == 0) throw new ArgumentException($"{this} was called with nothing: give it the values to merge.");
    }

    /// <summary>Writes the layer's graph.</summary>
    /// <param name="inputs">What is merged, at least one value; the first axis of each is the batch.</param>
    /// <param name="context">Whether the graph is for training, and the model's seed.</param>
    /// <returns>The output, with the batch as first axis.</returns>
    protected abstract Node Call(IReadOnlyList<Node> inputs, LayerContext context);

    /// <inheritdoc/>
    protected sealed override Node Call(Node x, LayerContext context) => Call([x], context);

    private protected sealed override Node[] Write(Node[] inputs, LayerContext context) => [Call(inputs, context)];
}
