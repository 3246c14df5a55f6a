using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keratin.Formats;

/// <summary>Writes the safetensors container as its reference implementation does: arrays of wide elements first, then by
/// name. The same content makes the same bytes.</summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to; written from front to back.</param>
    /// <param name="metadata">Texts by name.</param>
    /// <param name="arrays">Arrays of numbers, by names that differ.</param>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> metadata, IEnumerable<(string Name, NpyArray Array)> arrays)
    {
        List<(int Order, string Name, NpyArray Array, string Type, int Size)> sorted = [];
        foreach ((string name, NpyArray array) in arrays)
        {
            (int order, string type, int size) = SafetensorsEntry.Describe(array.Type)
                ?? throw new NotSupportedException($"The array '{name}' holds lists, which a safetensors file has no place for; write their numbers and lengths as two arrays.");
            sorted.Add((order, name, array, type, size));
        }
        sorted.Sort((left, right) => left.Order != right.Order ? left.Order.CompareTo(right.Order) : string.CompareOrdinal(left.Name, right.Name));

        var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataName);
                foreach ((string name, string text) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(name, text);
                json.WriteEndObject();
            }
            long begin = 0;
            foreach (var (_, name, array, type, _) in sorted)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                foreach (int size in array.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(begin);
                json.WriteNumberValue(begin += array.Bytes.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (header.Length % Alignment != 0) header.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach (var (_, _, array, _, size) in sorted) WriteNumbers(stream, array.Bytes.Span, size);
    }

    private static void WriteNumbers(Stream stream, ReadOnlySpan<byte> numbers, int size)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(numbers);
            return;
        }
        byte[] swapped = numbers.ToArray();
        ByteOrder.Swap(swapped, size);
        stream.Write(swapped);
    }
}
