using System.Buffers.Binary;
using System.Text;

namespace Keratin.Fuzz;

/// <summary>
/// Damages bytes in all the ways that hurt readers: flipped bits, bytes lost, added, repeated and moved, ends cut off, parts
/// of another file, and above all fields that hold sizes and addresses.
/// </summary>
/// <param name="words">What means something in the format, as text of one byte per character: it is written over other bytes or between them.</param>
internal sealed class ByteMutator(params string[] words) : IMutator
{
    private readonly byte[][] _words = [.. words.Select(Encoding.Latin1.GetBytes)];

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        List<byte> bytes = [.. input];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--) Change(bytes, other, random);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other, Random random)
    {
        int at = Place(bytes, random);
        switch (random.Next(14))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 17), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 17)).Select(_ => (byte)random.Next(256)));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                Swap(bytes, at, Place(bytes, random), random.Next(1, 65));
                break;
            case 6:
                // A block once more, now and then many times.
                List<byte> block = bytes.GetRange(at, Math.Min(random.Next(1, 65), bytes.Count - at));
                for (int copies = random.Next(8) > 0 ? 1 : random.Next(2, 200); copies > 0; copies--) bytes.InsertRange(at, block);
                break;
            case 7:
                if (other.Length == 0) break;
                int from = random.Next(other.Length), length = Math.Min(random.Next(1, 257), other.Length - from);
                if (random.Next(2) == 0) bytes.InsertRange(at, other.AsSpan(from, length));
                else Overwrite(bytes, at, other.AsSpan(from, length));
                break;
            case 8 when _words.Length > 0:
                byte[] word = _words[random.Next(_words.Length)];
                if (random.Next(2) == 0) bytes.InsertRange(at, word);
                else Overwrite(bytes, at, word);
                break;
            default:
                SetField(bytes, at, random);
                break;
        }
    }

    // Files are full of zeros that nobody looks at; what is not zero, and what stands beside it, is worth more.
    private static int Place(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        if (random.Next(8) == 0) return at;
        for (int i = 0; i < 1024 && bytes[at] == 0; i++) at = (at + 1) % bytes.Count;
        return random.Next(4) > 0 ? at : Math.Max(0, at - random.Next(1, 9));
    }

    private static void Swap(List<byte> bytes, int left, int right, int length)
    {
        for (int i = 0; i < length && left + i < bytes.Count && right + i < bytes.Count; i++)
            (bytes[left + i], bytes[right + i]) = (bytes[right + i], bytes[left + i]);
    }

    private static void Overwrite(List<byte> bytes, int at, ReadOnlySpan<byte> part)
    {
        for (int i = 0; i < part.Length && at + i < bytes.Count; i++) bytes[at + i] = part[i];
    }

    private static void SetField(List<byte> bytes, int at, Random random)
    {
        int size = 2 << random.Next(3);
        if (random.Next(2) == 0) at &= ~7;
        if (at + size > bytes.Count) return;
        Span<byte> field = stackalloc byte[8];
        for (int i = 0; i < size; i++) field[i] = bytes[at + i];
        long value = NastyNumbers.Pick(random, BinaryPrimitives.ReadInt64LittleEndian(field), at, bytes.Count);
        BinaryPrimitives.WriteInt64LittleEndian(field, value);
        if (random.Next(8) == 0) field[..size].Reverse();
        for (int i = 0; i < size; i++) bytes[at + i] = field[i];
    }
}
