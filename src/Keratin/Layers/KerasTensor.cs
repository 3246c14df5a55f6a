namespace Keratin;

/// <summary>
/// A value that a model will compute: an input, or what a layer makes of others. Layers are called with such values to
/// say how a model hangs together; <see cref="Model"/> is then made of its inputs and outputs.
/// </summary>
/// <example>
/// <code>
/// var x = new Input(10);
/// KerasTensor h = new Dense(8, activation: "relu").Call(x);
/// var model = new Model(x, new Dense(1).Call(h));
/// </code>
/// </example>
public sealed class KerasTensor
{
    internal KerasTensor(LayerCall source, int index, Shape shape) => (Source, Index, Shape) = (source, index, shape);

    /// <summary>The value's shape, batch first: <c>(None, 8)</c>.</summary>
    public Shape Shape { get; }

    /// <summary>The call that makes the value.</summary>
    internal LayerCall Source { get; }

    /// <summary>Which of the call's outputs it is.</summary>
    internal int Index { get; }

    /// <summary>The value that an input stands for.</summary>
    public static implicit operator KerasTensor(Input input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Tensor;
    }

    /// <summary>The layer that makes it, and its shape.</summary>
    public override string ToString() => $"{Source.Layer} {Shape}";
}
