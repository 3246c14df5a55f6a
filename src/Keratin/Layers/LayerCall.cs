namespace Keratin;

/// <summary>One call of a layer with values of a model that is being put together.</summary>
internal sealed class LayerCall
{
    private static long s_made;

    public LayerCall(Layer layer, IReadOnlyList<KerasTensor> inputs, IEnumerable<Shape> outputs)
    {
        Layer = layer;
        Inputs = inputs;
        Number = Interlocked.Increment(ref s_made);
        Outputs = [.. outputs.Select((shape, i) => new KerasTensor(this, i, shape))];
    }

    /// <summary>What is called.</summary>
    public Layer Layer { get; }

    /// <summary>What it is called with; nothing where it is an input.</summary>
    public IReadOnlyList<KerasTensor> Inputs { get; }

    /// <summary>What comes out.</summary>
    public IReadOnlyList<KerasTensor> Outputs { get; }

    /// <summary>Larger than those of all calls before it, so also than those of its inputs.</summary>
    public long Number { get; }
}
