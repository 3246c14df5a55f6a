using System.IO.Compression;
using Keratin.Formats.Tests;

namespace Keratin.Fuzz;

/// <summary>
/// Damages a member of an archive and makes its sizes and checksum right again, so that the damage reaches the reader of the
/// member; or else lets one of the fields around the members lie.
/// </summary>
/// <param name="mutatorOf">What damages a member, by its name.</param>
internal sealed class ZipMutator(Func<string, IMutator> mutatorOf) : IMutator
{
    private static readonly ByteMutator Anywhere = new("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "\x01\0\x10\0");

    private static readonly string[] Names = ["", "/x.npy", "../x.npy", "a/../../x", "C:x", "con", "x\0", "config.json", "model.weights.h5", "metadata.json", "x.npy", new('n', 2000)];

    // Seeds are few, and each is taken apart once.
    private readonly Dictionary<byte[], (string Name, byte[] Content)[]> _members = [];

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        int way = random.Next(10);
        if (way == 0) return Anywhere.Change(input, other, random);
        (string Name, byte[] Content)[] contents = [.. MembersOf(input)], others = MembersOf(other);
        if (way < 8)
        {
            int place = random.Next(contents.Length);
            (string name, byte[] content) = contents[place];
            (_, byte[] foreign) = others.FirstOrDefault(member => member.Name == name, contents[place]);
            contents[place] = (name, mutatorOf(name).Change(content, foreign, random));
        }
        bool deflated = random.Next(3) == 0;
        List<ZipMember> members = [.. contents.Select(member => deflated ? ZipMember.Deflated(member.Name, member.Content) : ZipMember.Of(member.Name, member.Content))];
        if (way < 8) return ZipMember.Archive([.. members]);
        for (int change = random.Next(1, 3); change > 0 && members.Count > 0; change--) Lie(members, others, random);
        return random.Next(8) > 0 ? ZipMember.Archive([.. members])
            : ZipMember.Archive([.. members], NastyNumbers.Pick(random, members.Count, 0, input.Length), random.Next(2), random.Next(-32, 33), random.Next(2) == 0 ? null : new byte[random.Next(64)]);
    }

    private static void Lie(List<ZipMember> members, (string Name, byte[] Content)[] others, Random random)
    {
        int place = random.Next(members.Count);
        ZipMember member = members[place];
        long number = NastyNumbers.Pick(random, member.Size, 0, member.Stored.Length);
        ZipMember lie = random.Next(8) switch
        {
            0 => member with { Size = number },
            1 => member with { StoredSize = number },
            2 => member with { Crc = (uint)number },
            3 => member with { Method = (ushort)random.Next(16) },
            4 => member with { Flags = member.Flags ^ (1 << random.Next(16)) },
            5 => member with { Name = Names[random.Next(Names.Length)] },
            6 => member with { Extra = [1, 0, 16, 0, .. BitConverter.GetBytes(number), .. BitConverter.GetBytes(member.Size)], Size = uint.MaxValue },
            _ => member with { UnixMode = (uint)random.Next(1 << 16) },
        };
        switch (random.Next(8))
        {
            case 0:
                members.RemoveAt(place);
                break;
            case 1:
                members.Insert(place, lie);
                break;
            case 2:
                members[place] = member with { Header = number };
                break;
            case 3:
                members[place] = member with { Own = lie };
                break;
            case 4:
                members.AddRange(Enumerable.Repeat(member with { IsOnlyAnEntry = true }, random.Next(1, 100)));
                break;
            case 5:
                (string name, byte[] content) = others[random.Next(others.Length)];
                members[place] = ZipMember.Of(random.Next(2) == 0 ? name : member.Name, content);
                break;
            default:
                members[place] = lie;
                break;
        }
    }

    private (string Name, byte[] Content)[] MembersOf(byte[] archive)
    {
        if (_members.TryGetValue(archive, out (string, byte[])[]? known)) return known;
        using var zip = new ZipArchive(new MemoryStream(archive));
        return _members[archive] = [.. zip.Entries.Select(entry => (entry.FullName, Content(entry)))];
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using Stream stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
