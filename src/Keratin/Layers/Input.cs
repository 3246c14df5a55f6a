using Keratin.Core;

namespace Keratin;

/// <summary>
/// States the shape of a model's input: as the first entry of a <see cref="Sequential"/>, or as a value that layers are
/// called with. Passes its input on, owns nothing, and is not listed among the model's layers.
/// </summary>
public sealed class Input : Layer, IFromConfig<Input>
{
    private KerasTensor? _tensor;

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
    public Input(int[] shape, string? name)
        : base(name, shape)
    {
    }

    internal override string ClassName => "InputLayer";

    /// <summary>The value that the input stands for.</summary>
    internal KerasTensor Tensor => _tensor ??= new LayerCall(this, [], [InputShape!]).Outputs[0];

    static Input IFromConfig<Input>.FromConfig(Config config)
    {
        // The second is Keras 2's.
        Shape shape = ConfigShape.Read(config.GetValue("batch_shape") ?? config.GetValue("batch_input_shape"), "batch_shape");
        // Sparse arrays go straight in, whether or not the input says so.
        _ = config.GetBool("sparse", false);
        return new([.. shape[1..]], config.GetOptionalString("name"));
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => x;

    internal override Layer Copy() => new Input([.. InputShape![1..]], IsNamed ? Name : null);

    private protected override void WriteAll(Config config)
    {
        config.SetValue("batch_shape", ConfigShape.Write(InputShape!));
        config.Set("dtype", "float32");
        config.Set("sparse", false);
        config.Set("name", Name);
    }

    // Whole numbers and others come as float32 alike.
    private protected override void ReadType(Config config) => _ = config.GetValue("dtype");
}
