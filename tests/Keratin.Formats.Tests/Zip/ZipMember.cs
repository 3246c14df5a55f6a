using System.IO.Compression;
using System.Text;

namespace Keratin.Formats.Tests;

/// <summary>
/// A member of an archive that is put together field by field, so that each can tell a lie: what the directory says, and
/// what the member's own header says where that differs.
/// </summary>
internal sealed record ZipMember(string Name, byte[] Stored)
{
    private const int MadeByUnix = 3 << 8 | 20;

    /// <summary>A member that is stored as it is.</summary>
    public static ZipMember Of(string name, params byte[] content) => new(name, content) { Size = content.Length, Crc = Crc32.Of(content) };

    /// <summary>A member that is deflated.</summary>
    public static ZipMember Deflated(string name, params byte[] content)
    {
        using var stream = new MemoryStream();
        using (var packed = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true)) packed.Write(content);
        return new(name, stream.ToArray()) { Size = content.Length, Crc = Crc32.Of(content), Method = 8 };
    }

    public int Method { get; init; }

    public int Flags { get; init; } = 1 << 11;

    public long Size { get; init; }

    public long? StoredSize { get; init; }

    public uint Crc { get; init; }

    /// <summary>The type of the file on Unix, and its permissions.</summary>
    public uint UnixMode { get; init; }

    public byte[] Extra { get; init; } = [];

    public byte[] Comment { get; init; } = [];

    /// <summary>Where the directory says that the member begins; where it does, unless said otherwise.</summary>
    public long? Header { get; init; }

    /// <summary>What the member's own header says.</summary>
    public ZipMember? Own { get; init; }

    /// <summary>No header and no bytes of its own: only an entry in the directory.</summary>
    public bool IsOnlyAnEntry { get; init; }

    /// <summary>The archive.</summary>
    /// <param name="members">Its members.</param>
    /// <param name="count">How many the end says there are; as many as there are, unless said otherwise.</param>
    /// <param name="disk">Which part of a split archive the end says this is.</param>
    /// <param name="startError">By how much the end misses the place of the directory.</param>
    /// <param name="behind">Bytes between the members and the directory.</param>
    /// <param name="isLong">Whether the end has fields of eight bytes, as it has of too many members; those of four say nothing then.</param>
    public static byte[] Archive(ZipMember[] members, long? count = null, int disk = 0, int startError = 0, byte[]? behind = null, bool isLong = false)
    {
        using var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        var headers = new List<long>();
        foreach (ZipMember member in members)
        {
            headers.Add(stream.Position);
            if (member.IsOnlyAnEntry) continue;
            ZipMember own = member.Own ?? member;
            writer.Write("PK\x03\x04"u8);
            own.WriteDescription(writer, (ushort)20);
            writer.Write((ushort)own.Extra.Length);
            writer.Write(Encoding.UTF8.GetBytes(own.Name));
            writer.Write(own.Extra);
            writer.Write(member.Stored);
        }
        writer.Write(behind ?? []);
        long start = stream.Position;
        foreach ((ZipMember member, long header) in members.Zip(headers))
        {
            writer.Write("PK\x01\x02"u8);
            writer.Write((ushort)MadeByUnix);
            member.WriteDescription(writer, (ushort)20);
            writer.Write((ushort)member.Extra.Length);
            writer.Write((ushort)member.Comment.Length);
            writer.Write(new byte[4]);
            writer.Write(member.UnixMode << 16);
            writer.Write((uint)(member.Header ?? header));
            writer.Write(Encoding.UTF8.GetBytes(member.Name));
            writer.Write(member.Extra);
            writer.Write(member.Comment);
        }
        long size = stream.Position - start, end = stream.Position, number = count ?? members.Length;
        if (isLong || number > ushort.MaxValue)
        {
            writer.Write("PK\x06\x06"u8);
            writer.Write(44L);
            writer.Write((ushort)20);
            writer.Write((ushort)20);
            writer.Write(0);
            writer.Write(0);
            foreach (long field in (long[])[number, number, size, start + startError]) writer.Write(field);
            writer.Write("PK\x06\x07"u8);
            writer.Write(0);
            writer.Write(end);
            writer.Write(1);
        }
        writer.Write("PK\x05\x06"u8);
        writer.Write((ushort)disk);
        writer.Write((ushort)0);
        for (int i = 0; i < 2; i++) writer.Write((ushort)Math.Min(isLong ? long.MaxValue : number, ushort.MaxValue));
        writer.Write(isLong ? uint.MaxValue : (uint)size);
        writer.Write(isLong ? uint.MaxValue : (uint)(start + startError));
        writer.Write((ushort)0);
        return stream.ToArray();
    }

    private void WriteDescription(BinaryWriter writer, ushort version)
    {
        writer.Write(version);
        writer.Write((ushort)Flags);
        writer.Write((ushort)Method);
        writer.Write(0);
        writer.Write(Crc);
        writer.Write((uint)(StoredSize ?? Stored.Length));
        writer.Write((uint)Size);
        writer.Write((ushort)Encoding.UTF8.GetByteCount(Name));
    }
}
