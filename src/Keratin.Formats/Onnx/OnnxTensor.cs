using System.Runtime.InteropServices;
using Keratin.Core;

namespace Keratin.Formats;

/// <summary>TensorProto: a constant array, written from where it stands.</summary>
internal sealed class OnnxTensor
{
    private readonly int _type;
    private readonly Shape _shape;
    private readonly long _size;
    private readonly Action<Stream> _write;

    private OnnxTensor(string name, OnnxType type, Shape shape, long size, Action<Stream> write) =>
        (Name, _type, _shape, _size, _write) = (name, (int)type, shape, size, write);

    /// <summary>What operators call it.</summary>
    public string Name { get; }

    /// <summary>A float32 variable; its values are read when the file is written.</summary>
    public static OnnxTensor Of(string name, Variable variable) =>
        new(name, OnnxType.Float32, variable.Shape, variable.Shape.Elements(1) * sizeof(float), stream => stream.Write(MemoryMarshal.AsBytes(variable.Values)));

    /// <summary>Float32 numbers.</summary>
    public static OnnxTensor Of(string name, Shape shape, float[] values) =>
        new(name, OnnxType.Float32, shape, (long)values.Length * sizeof(float), stream => stream.Write(MemoryMarshal.AsBytes<float>(values)));

    /// <summary>Whole numbers.</summary>
    public static OnnxTensor Of(string name, Shape shape, long[] values) =>
        new(name, OnnxType.Int64, shape, (long)values.Length * sizeof(long), stream => stream.Write(MemoryMarshal.AsBytes<long>(values)));

    /// <summary>The message.</summary>
    public ProtoMessage ToMessage()
    {
        var message = new ProtoMessage();
        foreach (int size in _shape) message.Add(1, size);
        return message.Add(2, _type).Add(8, Name).Add(9, _size, _write);
    }
}
