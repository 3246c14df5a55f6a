namespace Keratin.Formats;

/// <summary>ValueInfoProto: a value that the graph is given or hands out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape; a batch axis is written as the symbolic size <see cref="BatchName"/>.</param>
/// <param name="Type">What its elements are.</param>
internal sealed record OnnxValue(string Name, Shape Shape, OnnxType Type = OnnxType.Float32)
{
    /// <summary>What the size of the batch axis is called.</summary>
    public const string BatchName = "batch";

    /// <summary>The message, with TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimensions.</summary>
    public ProtoMessage ToMessage()
    {
        ProtoMessage tensor = new ProtoMessage().Add(1, (int)Type).Add(2, new ProtoMessage().AddAll(1, Shape.Select(Axis)));
        return new ProtoMessage().Add(1, Name).Add(2, new ProtoMessage().Add(1, tensor));
    }

    private static ProtoMessage Axis(int size) => size == Shape.Batch ? new ProtoMessage().Add(2, BatchName) : new ProtoMessage().Add(1, size);
}
