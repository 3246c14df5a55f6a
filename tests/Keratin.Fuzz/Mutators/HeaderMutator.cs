using System.Buffers.Binary;

namespace Keratin.Fuzz;

/// <summary>Damages a text that stands in front with its length before it. The length is made right again, so that the text is reached.</summary>
/// <param name="lengthAt">Where its length stands.</param>
/// <param name="lengthSize">How many bytes its length has.</param>
/// <param name="inner">Damages the text.</param>
internal sealed class HeaderMutator(int lengthAt, int lengthSize, IMutator inner) : IMutator
{
    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        byte[] header = inner.Change(Header(input).ToArray(), Header(other).ToArray(), random);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. input.AsSpan(0, lengthAt), .. length.AsSpan(0, lengthSize), .. header, .. input.AsSpan(lengthAt + lengthSize + Header(input).Length)];
    }

    private Span<byte> Header(byte[] file)
    {
        byte[] length = [.. file.AsSpan(lengthAt, lengthSize), .. new byte[8 - lengthSize]];
        return file.AsSpan(lengthAt + lengthSize, (int)BinaryPrimitives.ReadInt64LittleEndian(length));
    }
}
