using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats.Tests;

/// <summary>Writes safetensors containers byte by byte, right or wrong, independently of the writer under test.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Make(string header, ReadOnlySpan<byte> content, long? length = null)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var size = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(size, length ?? text.Length);
        return [.. size, .. text, .. content];
    }

    public static string One(string type, string shape, int end, int begin = 0) => $$$"""{"x":{"dtype":"{{{type}}}","shape":[{{{shape}}}],"data_offsets":[{{{begin}}},{{{end}}}]}}""";

    public static SafetensorsFile Read(byte[] bytes) => SafetensorsReader.Read(new MemoryStream(bytes), "model.safetensors");

    public static string ErrorOf(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;
}
