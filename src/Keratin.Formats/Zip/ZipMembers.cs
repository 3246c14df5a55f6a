using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Keratin.Formats;

/// <summary>
/// The members of a zip archive, by name; each is unpacked when it is asked for. All that an archive says of itself is
/// checked: sizes, checksums, names, overlaps, and how large all members are together.
/// <see cref="ZipArchive"/> would trust most of it.
/// </summary>
internal sealed class ZipMembers
{
    // Deflate can shrink zeros a thousandfold; real arrays stay far below this, and small ones are let pass.
    private const long MostGrowth = 100;
    private const long AlwaysAllowed = 16 << 20;

    // Whoever declares more than this many times his bytes must show that he has them, before memory is taken.
    private const long BelievedGrowth = 8;
    private const int BlockSize = 1 << 16;

    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);
    private readonly Stream _stream;
    private readonly string _name;

    private ZipMembers(Stream stream, string name)
    {
        (_stream, _name) = (stream, name);
        // One bound for all members together, so that many members just below a limit gain nothing.
        long total = 0;
        foreach (ZipEntry entry in ZipDirectory.Read(stream, name))
        {
            total += entry.Size;
            if (!Allows(total, stream.Length)) throw Malformed.In(name, $"its {stream.Length:N0} bytes unpack to more than {MostBytes(stream.Length):N0}, as archives do that are made to fill memory; if you trust it, write it anew without compression");
            if (!entry.IsFolder && !_entries.TryAdd(entry.Name, entry)) throw Malformed.In(name, $"it holds two members of the name '{entry.Name}'");
        }
    }

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">A seekable stream of the whole archive, which stays open for as long as members are read.</param>
    /// <param name="name">The archive, for errors.</param>
    /// <exception cref="InvalidDataException">The archive is damaged or truncated; is encrypted or packed by an unusual method;
    /// has links, names that lead out of a folder, or two members of one name; or declares far more than its own size.</exception>
    public static ZipMembers Open(Stream stream, string name) => new(stream, name);

    /// <summary>Whether an archive may unpack to so many bytes: to a hundred times its own, and always to 16 MiB.</summary>
    /// <param name="unpacked">The bytes of all members together.</param>
    /// <param name="archive">The bytes of the archive.</param>
    public static bool Allows(long unpacked, long archive) => unpacked <= MostBytes(archive);

    /// <summary>The names of the members that are no folders, in the order of the archive.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Unpacks a member.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="content">Its content, if there is such a member.</param>
    /// <param name="part">The archive and the member as errors should call it; by default by their names.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public bool TryRead(string member, [NotNullWhen(true)] out byte[]? content, string? part = null)
    {
        content = _entries.TryGetValue(member, out ZipEntry? entry) ? Unpack(entry, part ?? ZipDirectory.PartOf(_name, member)) : null;
        return content is not null;
    }

    /// <summary>Opens a member as a seekable stream; one that is stored as it is, where it stands.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="withChecksum">Whether the checksum is verified, for which all of the member is read. That of a packed one always is.</param>
    /// <returns>Null where there is none of that name.</returns>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public Stream? Open(string member, bool withChecksum = true)
    {
        if (!_entries.TryGetValue(member, out ZipEntry? entry)) return null;
        string part = ZipDirectory.PartOf(_name, member);
        if (entry.Method != ZipEntry.Stored) return new MemoryStream(Unpack(entry, part));
        if (withChecksum) RequireChecksum(entry, part);
        return Stored(entry);
    }

    /// <summary>The bytes that a member declares when unpacked, which its stored ones were found able to make.</summary>
    /// <param name="member">The name of a member that is there.</param>
    public long SizeOf(string member) => _entries[member].Size;

    /// <summary>The beginning of a member. Its checksum is not looked at.</summary>
    /// <param name="member">The name of a member that is there.</param>
    /// <param name="most">How many bytes are wanted; fewer are there where the member has fewer.</param>
    /// <param name="part">The archive and the member as errors should call it.</param>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public byte[] ReadStart(string member, int most, string part)
    {
        ZipEntry entry = _entries[member];
        int size = (int)Math.Min(entry.Size, most);
        if (entry.Method == ZipEntry.Stored) return ZipDirectory.Bytes(_stream, entry.Start, size, part);
        var bytes = new byte[size];
        return Inflate(Stored(entry), bytes, size, part, out _) == size ? bytes : throw Malformed.In(part, $"it should have {entry.Size:N0} bytes and ends before; the file is truncated or damaged");
    }

    private StreamPart Stored(ZipEntry entry) => new(_stream, entry.Start, entry.StoredSize);

    private void RequireChecksum(ZipEntry entry, string part)
    {
        var block = new byte[Math.Min(BlockSize, entry.Size)];
        uint crc = 0;
        _stream.Position = entry.Start;
        for (long left = entry.Size; left > 0; left -= block.Length)
        {
            Span<byte> read = block.AsSpan(0, (int)Math.Min(block.Length, left));
            _stream.ReadExactly(read);
            crc = Crc32.Append(crc, read);
        }
        if (crc != entry.Crc) throw WrongChecksum(part);
    }

    private static InvalidDataException WrongChecksum(string part) => Malformed.In(part, "its checksum is wrong; the file is damaged");

    private byte[] Unpack(ZipEntry entry, string part)
    {
        byte[] bytes = ZipDirectory.Bytes(_stream, entry.Start, entry.StoredSize, part);
        if (entry.Method == ZipEntry.Deflated) bytes = Inflate(bytes, (int)entry.Size, part);
        return Crc32.Of(bytes) == entry.Crc ? bytes : throw WrongChecksum(part);
    }

    private static byte[] Inflate(byte[] stored, int size, string part)
    {
        if (size > AlwaysAllowed && size > BelievedGrowth * stored.Length) InflateAll(stored, size, part, new byte[BlockSize]);
        var bytes = new byte[size];
        InflateAll(stored, size, part, bytes);
        return bytes;
    }

    private static void InflateAll(byte[] stored, int size, string part, byte[] destination)
    {
        var source = new LastByteApart(stored);
        int read = Inflate(source, destination, size, part, out bool more);
        if (more) throw Malformed.In(part, $"it should have {size:N0} bytes and goes on behind them; the file is damaged");
        if (read < size) throw Malformed.In(part, $"it should have {size:N0} bytes and ends after {read:N0}; the file is truncated or damaged");
        if (source.Position < source.Length) throw Malformed.In(part, $"its packed bytes end before the {stored.Length:N0} that it declares, and something else stands behind them");
    }

    // Into memory for all of it, or block by block into memory for one, whose contents are then of no interest.
    private static int Inflate(Stream stored, byte[] destination, int size, string part, out bool more)
    {
        int read = 0;
        try
        {
            using var stream = new DeflateStream(stored, CompressionMode.Decompress, leaveOpen: true);
            for (int block = -1; block != 0 && read < size; read += block)
                block = stream.Read(destination, read % destination.Length, Math.Min(size - read, destination.Length - read % destination.Length));
            more = stream.ReadByte() >= 0;
            return read;
        }
        // Besides the error for damaged data, an IOException comes where the stream asks for what only its writer has.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Malformed.In(part, "it cannot be unpacked; the file is damaged", error);
        }
    }

    private static long MostBytes(long archive) => Math.Max(AlwaysAllowed, MostGrowth * archive);

    // Who unpacks reads ahead. That he asks for the last byte shows that all those before were not enough.
    private sealed class LastByteApart(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, (int)(Position < Length - 1 ? Math.Min(count, Length - 1 - Position) : count));
    }
}
