using System.Buffers.Binary;
using Keratin.Formats;

namespace Keratin.Fuzz;

/// <summary>
/// Damages the messages of an HDF5 file, in which each object says what it is: their types, sizes and fields; and else bytes
/// anywhere.
/// </summary>
internal sealed class Hdf5Mutator : IMutator
{
    private const int StartOfMessage = 8, StartOfHeader = 16;

    private static readonly ByteMutator Anywhere = new("TREE", "SNOD", "HEAP", "GCOL", "OHDR", "OCHK", "FRHP", "BTHD");
    private static readonly Hdf5Message[] Types = Enum.GetValues<Hdf5Message>();

    // Seeds are few, and each is walked through once.
    private readonly Dictionary<byte[], List<(int At, int Size)>> _messages = [];

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        List<(int At, int Size)> messages = MessagesOf(input);
        if (messages.Count == 0 || random.Next(3) == 0) return Anywhere.Change(input, other, random);
        byte[] file = [.. input];
        for (int change = random.Next(1, 4); change > 0; change--) Change(file, messages, other, random);
        return random.Next(8) == 0 ? Anywhere.Change(file, other, random) : file;
    }

    private void Change(byte[] file, List<(int At, int Size)> messages, byte[] other, Random random)
    {
        (int at, int size) = messages[random.Next(messages.Count)];
        Span<byte> message = file.AsSpan(at, size), content = message[StartOfMessage..];
        switch (random.Next(10))
        {
            case 0:
                BinaryPrimitives.WriteUInt16LittleEndian(message, (ushort)Types[random.Next(Types.Length)]);
                break;
            case 1:
                BinaryPrimitives.WriteUInt16LittleEndian(message[2..], (ushort)NastyNumbers.Pick(random, content.Length, at, file.Length));
                break;
            case 2:
                (byte[] source, List<(int At, int Size)> from) = random.Next(2) == 0 && MessagesOf(other) is { Count: > 0 } foreign ? (other, foreign) : (file, messages);
                (int start, int length) = from[random.Next(from.Count)];
                source.AsSpan(start, Math.Min(length, size)).ToArray().CopyTo(message);
                break;
            // The header goes on somewhere else, or at itself.
            case 3 when content.Length >= 16:
                BinaryPrimitives.WriteUInt16LittleEndian(message, (ushort)Hdf5Message.Continuation);
                BinaryPrimitives.WriteInt64LittleEndian(content, random.Next(2) == 0 ? at : messages[random.Next(messages.Count)].At);
                BinaryPrimitives.WriteInt64LittleEndian(content[8..], random.Next(2) == 0 ? size : NastyNumbers.Pick(random, size, at, file.Length));
                break;
            case 4 when content.Length > 0:
                content[random.Next(content.Length)] = (byte)random.Next(random.Next(2) == 0 ? 12 : 256);
                break;
            default:
                int width = 1 << random.Next(4);
                if (content.Length < width) break;
                int field = random.Next(content.Length / width) * width;
                Span<byte> number = stackalloc byte[8];
                content.Slice(field, width).CopyTo(number);
                BinaryPrimitives.WriteInt64LittleEndian(number, NastyNumbers.Pick(random, BinaryPrimitives.ReadInt64LittleEndian(number), at, file.Length));
                number[..width].CopyTo(content[field..]);
                break;
        }
    }

    private List<(int At, int Size)> MessagesOf(byte[] file)
    {
        if (_messages.TryGetValue(file, out List<(int, int)>? known)) return known;
        var messages = new List<(int, int)>();
        // A header begins with its version, 1, a zero, the number of messages, the number of links to it, and its size.
        for (int at = 0; at + StartOfHeader <= file.Length; at += 8)
        {
            ReadOnlySpan<byte> header = file.AsSpan(at);
            if (header[0] == 1 && header[1] == 0 && BinaryPrimitives.ReadInt32LittleEndian(header[4..]) is > 0 and < 16) Walk(at + StartOfHeader, BinaryPrimitives.ReadInt32LittleEndian(header[8..]));
        }
        return _messages[file] = messages;

        void Walk(int at, long size)
        {
            for (long end = Math.Min(at + size, file.Length); at + StartOfMessage <= end;)
            {
                int length = StartOfMessage + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 2));
                if (at + length > end) return;
                messages.Add((at, length));
                if (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) == (int)Hdf5Message.Continuation && length >= StartOfMessage + 16)
                    Walk((int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at + 8)), BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at + 16)));
                at += length;
            }
        }
    }
}
