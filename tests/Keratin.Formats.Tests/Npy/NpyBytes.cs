using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats.Tests;

/// <summary>Writes <c>.npy</c> containers byte by byte, right or wrong, independently of the writer under test.</summary>
internal static class NpyBytes
{
    public static byte[] Make(string header, ReadOnlySpan<byte> content, int version = 1, long? headerLength = null)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        var length = new byte[version == 1 ? 2 : 4];
        long declared = headerLength ?? text.Length;
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)declared);
        else BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)declared);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text, .. content];
    }

    public static byte[] Make(string descr, string shape, ReadOnlySpan<byte> content, bool fortran = false, int version = 1) =>
        Make($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n", content, version);

    public static NpyArray Read(byte[] bytes) => NpyReader.Read(bytes, "numbers.npy");

    public static string ErrorOf(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;
}
