using Keratin.Core;

namespace Keratin;

/// <summary>
/// States the shape of a model's input, as the first entry of a model. Passes its input on, owns nothing, and is not
/// listed among the model's layers.
/// </summary>
public sealed class Input : Layer
{
    /// <summary>States a shape.</summary>
    /// <param name="shape">The shape of one row, without the batch axis: <c>new Input(28, 28)</c>.</param>
    /// <exception cref="ArgumentException">A size is not positive.</exception>
    public Input(params int[] shape)
        : base(null, shape)
    {
    }

    /// <summary>States a shape under a name.</summary>
    /// <param name="shape">The shape of one row, without the batch axis.</param>
    /// <param name="name">The input's name; default: <c>input_layer</c>.</param>
    /// <exception cref="ArgumentException">A size is not positive.</exception>
    public Input(int[] shape, string name)
        : base(name, shape)
    {
    }

    internal override string ClassName => "InputLayer";

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => x;
}
