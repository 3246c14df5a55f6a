using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats;

/// <summary>Reads the directory at the end of a zip archive, and each member's own header, and checks that they agree.</summary>
internal static class ZipDirectory
{
    private const int EndSize = 22, LongEndSize = 56, LocatorSize = 20, EntrySize = 46, HeaderSize = 30;
    private const int LongestComment = ushort.MaxValue;
    private const int Encrypted = 1 | 1 << 6 | 1 << 13, SizesFollow = 1 << 3, Patch = 1 << 5;
    private const uint InExtra = uint.MaxValue;

    /// <summary>The most members that are read of one archive.</summary>
    public const int MostMembers = 65_536;

    /// <summary>Reads all entries.</summary>
    /// <param name="stream">A seekable stream of the whole archive.</param>
    /// <param name="name">The archive, for errors.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, truncated, or of a kind that is not read.</exception>
    public static List<ZipEntry> Read(Stream stream, string name)
    {
        (long start, long size, long count) = FindDirectory(stream, name);
        if (count > MostMembers) throw Malformed.In(name, $"it has {count:N0} members, and {MostMembers:N0} are the most that is read");
        byte[] directory = Bytes(stream, start, size, name);
        var entries = new List<ZipEntry>();
        int at = 0;
        for (long i = 0; i < count; i++) entries.Add(ReadEntry(directory, ref at, name));
        if (at != directory.Length) throw Incomplete(name);
        for (int i = 0; i < entries.Count; i++) entries[i] = WithStart(stream, entries[i], name);
        CheckOverlap(entries, start, name);
        return entries;
    }

    /// <summary>Bytes of the archive, which must be there.</summary>
    public static byte[] Bytes(Stream stream, long at, long count, string name)
    {
        if (at < 0 || count < 0 || count > Array.MaxLength || count > stream.Length - at) throw Incomplete(name);
        var bytes = new byte[count];
        stream.Position = at;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static InvalidDataException Incomplete(string name) => Malformed.In(name, "it is not a complete zip archive, so it is truncated or damaged");

    // The end's signature is looked for from the back, because a comment of any length may follow.
    private static (long Start, long Size, long Count) FindDirectory(Stream stream, string name)
    {
        long tailStart = Math.Max(0, stream.Length - EndSize - LongestComment);
        byte[] tail = Bytes(stream, tailStart, stream.Length - tailStart, name);
        for (int at = tail.Length - EndSize; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (!end.StartsWith("PK\x05\x06"u8) || UInt16(end, 20) != end.Length - EndSize) continue;
            (long disk, long directoryDisk, long count, long size, long start) = (UInt16(end, 4), UInt16(end, 6), UInt16(end, 10), UInt32(end, 12), UInt32(end, 16));
            long position = tailStart + at;
            if (at >= LocatorSize && tail.AsSpan(at - LocatorSize) is var locator && locator.StartsWith("PK\x06\x07"u8))
            {
                position = Int64(locator, 8);
                ReadOnlySpan<byte> longEnd = Bytes(stream, position, LongEndSize, name);
                if (!longEnd.StartsWith("PK\x06\x06"u8)) throw Incomplete(name);
                (disk, directoryDisk, count, size, start) = (UInt32(longEnd, 16), UInt32(longEnd, 20), Int64(longEnd, 32), Int64(longEnd, 40), Int64(longEnd, 48));
            }
            if (disk != 0 || directoryDisk != 0) throw Malformed.In(name, "it is one of several parts of an archive");
            if (start < 0 || size < 0 || count < 0 || start + size != position) throw Incomplete(name);
            return (start, size, count);
        }
        throw Incomplete(name);
    }

    private static ZipEntry ReadEntry(byte[] directory, ref int at, string archive)
    {
        ReadOnlySpan<byte> entry = directory.AsSpan(at);
        if (entry.Length < EntrySize || !entry.StartsWith("PK\x01\x02"u8)) throw Incomplete(archive);
        int flags = UInt16(entry, 8), method = UInt16(entry, 10);
        uint crc = UInt32(entry, 16);
        long storedSize = UInt32(entry, 20), size = UInt32(entry, 24), header = UInt32(entry, 42);
        int nameSize = UInt16(entry, 28), extraSize = UInt16(entry, 30), commentSize = UInt16(entry, 32);
        uint attributes = UInt32(entry, 38);
        if (entry.Length - EntrySize < nameSize + extraSize + commentSize) throw Incomplete(archive);
        string name = NameOf(entry.Slice(EntrySize, nameSize), archive);
        ReadLongSizes(entry.Slice(EntrySize + nameSize, extraSize), ref size, ref storedSize, ref header);
        at += EntrySize + nameSize + extraSize + commentSize;

        string part = PartOf(archive, name);
        if ((flags & Encrypted) != 0) throw Malformed.In(part, "it is encrypted");
        if ((flags & Patch) != 0) throw Malformed.In(part, "it is a patch for a file that is elsewhere");
        // The type of a file on Unix; archives of other systems have nothing there.
        if (attributes >> 28 == 0xA) throw Malformed.In(part, "it is a link to another file; links are not followed");
        if (method is not (ZipEntry.Stored or ZipEntry.Deflated)) throw Malformed.In(part, $"it is packed by the method {method}; read are stored and deflated members");
        if (size is < 0 or > int.MaxValue || storedSize is < 0 or > int.MaxValue) throw Malformed.In(part, $"it declares {size:N0} bytes, more than one array can hold");
        var read = new ZipEntry(name, method, crc, storedSize, size, header, (flags & SizesFollow) == 0);
        return read.IsPossible ? read : throw Malformed.In(part, $"its {storedSize:N0} stored bytes cannot make the {size:N0} that it declares; the file is damaged");
    }

    /// <summary>The archive and the member, for errors.</summary>
    public static string PartOf(string archive, string member) => $"{archive}, member '{member}',";

    private static string NameOf(ReadOnlySpan<byte> bytes, string archive)
    {
        string name = Encoding.UTF8.GetString(bytes);
        return ZipName.FaultOf(name) is { } fault ? throw Malformed.In(archive, $"the name of its member '{ZipName.Shown(name)}' {fault}") : name;
    }

    // Fields that have no room for large sizes say so, and the sizes follow in this order.
    private static void ReadLongSizes(ReadOnlySpan<byte> extra, ref long size, ref long storedSize, ref long header)
    {
        const int longSizes = 1;
        while (extra.Length >= 4)
        {
            int kind = UInt16(extra, 0), length = UInt16(extra, 2);
            ReadOnlySpan<byte> field = extra[4..Math.Min(4 + length, extra.Length)];
            extra = extra[(4 + field.Length)..];
            if (kind != longSizes) continue;
            Take(ref size, ref field);
            Take(ref storedSize, ref field);
            Take(ref header, ref field);
            return;
        }

        static void Take(ref long value, ref ReadOnlySpan<byte> field)
        {
            if (value != InExtra || field.Length < 8) return;
            value = Int64(field, 0);
            field = field[8..];
        }
    }

    private static ZipEntry WithStart(Stream stream, ZipEntry entry, string archive)
    {
        string part = PartOf(archive, entry.Name);
        ReadOnlySpan<byte> header = Bytes(stream, entry.Header, HeaderSize, part);
        if (!header.StartsWith("PK\x03\x04"u8)) throw Malformed.In(part, "its header is not where the directory says; the file is damaged");
        int nameSize = UInt16(header, 26), extraSize = UInt16(header, 28);
        ReadOnlySpan<byte> rest = Bytes(stream, entry.Header + HeaderSize, nameSize + extraSize, part);
        long size = UInt32(header, 22), storedSize = UInt32(header, 18), unused = 0;
        ReadLongSizes(rest[nameSize..], ref size, ref storedSize, ref unused);
        bool agrees = Encoding.UTF8.GetString(rest[..nameSize]) == entry.Name && UInt16(header, 8) == entry.Method && (UInt16(header, 6) & Encrypted) == 0
            && (!entry.Sizes || (UInt32(header, 14) == entry.Crc && size == entry.Size && storedSize == entry.StoredSize));
        if (!agrees) throw Malformed.In(part, "its header and the archive's directory do not agree; the file is damaged");
        return entry with { Start = entry.Header + HeaderSize + nameSize + extraSize };
    }

    // Members that share bytes let a small archive look like a large one.
    private static void CheckOverlap(List<ZipEntry> entries, long directory, string name)
    {
        long end = 0;
        foreach (ZipEntry entry in entries.OrderBy(entry => entry.Header))
        {
            if (entry.Header < end) throw Malformed.In(PartOf(name, entry.Name), "it overlaps another member; the file is damaged");
            end = entry.Start + entry.StoredSize;
            if (end > directory) throw Malformed.In(PartOf(name, entry.Name), "it reaches beyond the place of the members; the file is truncated or damaged");
        }
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
