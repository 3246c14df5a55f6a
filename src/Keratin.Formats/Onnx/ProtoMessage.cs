using Google.Protobuf;

namespace Keratin.Formats;

/// <summary>
/// A protobuf message: its fields, and the size that stands before it wherever it is inside of another. Field numbers
/// are those of a <c>.proto</c> file. The package's own message classes would be generated, with descriptors that are
/// read by reflection; ONNX needs five kinds of fields, and these are they.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<Action<CodedOutputStream, Stream>> _fields = [];

    /// <summary>The bytes that the message takes.</summary>
    public long Size { get; private set; }

    /// <summary>Appends a whole number.</summary>
    public ProtoMessage Add(int field, long value) =>
        Append(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), (output, _) => output.WriteInt64(value));

    /// <summary>Appends a float32 number.</summary>
    public ProtoMessage Add(int field, float value) =>
        Append(field, WireFormat.WireType.Fixed32, CodedOutputStream.ComputeFloatSize(value), (output, _) => output.WriteFloat(value));

    /// <summary>Appends a text.</summary>
    public ProtoMessage Add(int field, string text) =>
        Append(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(text), (output, _) => output.WriteString(text));

    /// <summary>Appends a message.</summary>
    public ProtoMessage Add(int field, ProtoMessage message) => AppendSized(field, message.Size, message.Write);

    /// <summary>Appends bytes.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="size">How many bytes.</param>
    /// <param name="write">Writes them.</param>
    public ProtoMessage Add(int field, long size, Action<Stream> write) => AppendSized(field, size, (output, stream) =>
    {
        // Past the output's buffer, in which large arrays would only be copied.
        output.Flush();
        write(stream);
    });

    /// <summary>Appends several messages under the same number: a repeated field.</summary>
    public ProtoMessage AddAll(int field, IEnumerable<ProtoMessage> messages)
    {
        foreach (ProtoMessage message in messages) Add(field, message);
        return this;
    }

    /// <summary>Writes the message to a stream.</summary>
    public void WriteTo(Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        Write(output, stream);
    }

    private ProtoMessage AppendSized(int field, long size, Action<CodedOutputStream, Stream> write) =>
        Append(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeInt64Size(size) + size, (output, stream) =>
        {
            output.WriteInt64(size);
            write(output, stream);
        });

    private ProtoMessage Append(int field, WireFormat.WireType type, long size, Action<CodedOutputStream, Stream> write)
    {
        Size += CodedOutputStream.ComputeTagSize(field) + size;
        _fields.Add((output, stream) =>
        {
            output.WriteTag(field, type);
            write(output, stream);
        });
        return this;
    }

    private void Write(CodedOutputStream output, Stream stream)
    {
        foreach (Action<CodedOutputStream, Stream> field in _fields) field(output, stream);
    }
}
