using System.Text;
using Google.Protobuf;

namespace Keratin.Tests;

/// <summary>The fields of a protobuf message, read back without knowing what they mean.</summary>
internal sealed class ProtoFields
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtoFields(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            _fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadInt64(),
                WireFormat.WireType.Fixed32 => input.ReadFloat(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                WireFormat.WireType type => throw new InvalidDataException($"A field of type {type}."),
            }));
        }
    }

    public long Number(int field) => All<long>(field).Single();

    public string Text(int field) => Texts(field).Single();

    public string[] Texts(int field) => [.. All<byte[]>(field).Select(Encoding.UTF8.GetString)];

    public byte[] Bytes(int field) => All<byte[]>(field).Single();

    public ProtoFields Message(int field) => Messages(field).Single();

    public ProtoFields[] Messages(int field) => [.. All<byte[]>(field).Select(bytes => new ProtoFields(bytes))];

    public IEnumerable<T> All<T>(int field) => _fields.Where(entry => entry.Field == field).Select(entry => (T)entry.Value);
}
