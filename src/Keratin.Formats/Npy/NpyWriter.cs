using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats;

/// <summary>Writes the <c>.npy</c> container, version 1, row-major, in this machine's byte order.</summary>
internal static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>Writes an array.</summary>
    /// <param name="stream">Where to; written from its present position on.</param>
    /// <param name="array">An array of numbers.</param>
    /// <exception cref="NotSupportedException">The array holds lists, which would need Python's pickle format.</exception>
    public static void Write(Stream stream, NpyArray array)
    {
        if (array.Type == NpyType.IntegerList)
            throw new NotSupportedException("Lists of different lengths cannot be written to a .npy file; write their numbers and lengths as two arrays.");
        string text = $"{{'descr': '{NpyDescription.Of(array.Type)}', 'fortran_order': False, 'shape': {array.Shape}, }}";
        int unpadded = 10 + text.Length + 1;
        int padded = (unpadded + Alignment - 1) / Alignment * Alignment;
        text = text.PadRight(text.Length + padded - unpadded) + "\n";

        Span<byte> head = [0x93, .. "NUMPY"u8, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], checked((ushort)text.Length));
        stream.Write(head);
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Write(array.Bytes.Span);
    }
}
