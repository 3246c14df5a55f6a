namespace Keratin.Fuzz;

/// <summary>Damages fields of nested protobuf messages, whose lengths are made right again, so that the damage is reached; and else bytes anywhere.</summary>
internal sealed class ProtobufMutator : IMutator
{
    private const int Varint = 0, EightBytes = 1, Bytes = 2, FourBytes = 5;

    private static readonly ByteMutator Anywhere = new();

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        if (random.Next(3) == 0) return Anywhere.Change(input, other, random);
        byte[] message = input;
        for (int change = random.Next(1, 4); change > 0; change--) message = Within(message, other, random, depth: 0);
        return message;
    }

    // Goes inwards by chance, changes one field, and writes anew all that stands around it.
    private static byte[] Within(byte[] message, byte[] other, Random random, int depth)
    {
        List<(ulong Key, byte[] Content)>? fields = Fields(message);
        if (fields is null or { Count: 0 }) return Anywhere.Change(message, other, random);
        int place = random.Next(fields.Count);
        (ulong key, byte[] content) = fields[place];
        bool nested = (key & 7) == Bytes && content.Length > 1 && depth < 8;
        if (nested && random.Next(4) > 0) fields[place] = (key, Within(content, other, random, depth + 1));
        else
            switch (random.Next(7))
            {
                case 0:
                    fields.RemoveAt(place);
                    break;
                case 1:
                    fields.InsertRange(place, Enumerable.Repeat(fields[place], random.Next(8) > 0 ? 1 : random.Next(2, 200)));
                    break;
                case 2:
                    fields[place] = ((key & 7) | (ulong)random.Next(1, 32) << 3, content);
                    break;
                case 3:
                    fields[place] = (key, fields[random.Next(fields.Count)].Content);
                    break;
                case 4 when nested:
                    for (int i = 1 << random.Next(12); i > 0; i--) content = [.. Number(key), .. Number((ulong)content.Length), .. content];
                    fields[place] = (key, content);
                    break;
                case 5 when Fields(other) is { Count: > 0 } foreign:
                    fields[place] = foreign[random.Next(foreign.Count)];
                    break;
                default:
                    fields[place] = (key & 7) == Varint ? (key, Number((ulong)NastyNumbers.Pick(random, 0, 0, message.Length))) : (key, Anywhere.Change(content, other, random));
                    break;
            }
        return [.. fields.SelectMany(field => (byte[])[.. Number(field.Key), .. (field.Key & 7) == Bytes ? Number((ulong)field.Content.Length) : [], .. field.Content])];
    }

    // Null where the bytes are no message.
    private static List<(ulong Key, byte[] Content)>? Fields(byte[] message)
    {
        var fields = new List<(ulong, byte[])>();
        for (int at = 0; at < message.Length;)
        {
            if (!TryNumber(message, ref at, out ulong key)) return null;
            int start = at;
            switch ((int)(key & 7))
            {
                case Varint:
                    if (!TryNumber(message, ref at, out _)) return null;
                    break;
                case EightBytes:
                    at += 8;
                    break;
                case FourBytes:
                    at += 4;
                    break;
                case Bytes:
                    if (!TryNumber(message, ref at, out ulong length) || length > (ulong)(message.Length - at)) return null;
                    start = at;
                    at += (int)length;
                    break;
                default:
                    return null;
            }
            if (at > message.Length) return null;
            fields.Add((key, message[start..at]));
        }
        return fields;
    }

    private static bool TryNumber(byte[] message, ref int at, out ulong number)
    {
        number = 0;
        for (int shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            byte part = message[at++];
            number |= (ulong)(part & 127) << shift;
            if (part < 128) return true;
        }
        return false;
    }

    private static byte[] Number(ulong number)
    {
        var bytes = new List<byte>();
        for (; number > 127; number >>= 7) bytes.Add((byte)(number | 128));
        bytes.Add((byte)number);
        return [.. bytes];
    }
}
