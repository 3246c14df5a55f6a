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
    private const long AlwaysAllowed = 64 << 20;

    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);
    private readonly Stream _stream;
    private readonly string _name;

    private ZipMembers(Stream stream, string name)
    {
        (_stream, _name) = (stream, name);
        // One bound for all members together, so that many members just below a limit gain nothing.
        long budget = Math.Max(AlwaysAllowed, MostGrowth * stream.Length), total = 0;
        foreach (ZipEntry entry in ZipDirectory.Read(stream, name))
        {
            total += entry.Size;
            if (total > budget) throw Malformed.In(name, $"its {stream.Length:N0} bytes declare more than {budget:N0} bytes of members, which no real archive does");
            if (!entry.IsFolder && !_entries.TryAdd(entry.Name, entry)) throw Malformed.In(name, $"it holds two members of the name '{entry.Name}'");
        }
    }

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">A seekable stream of the whole archive, which stays open for as long as members are read.</param>
    /// <param name="name">The archive, for errors.</param>
    /// <exception cref="InvalidDataException">The archive is damaged or truncated; is encrypted or packed by an unusual method;
    /// has links, names that lead out of a folder, or two members of one name; or declares far more than its own size.</exception>
    public static ZipMembers Open(Stream stream, string name) => new(stream, name);

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
        return Inflate(Stored(entry), bytes, part, out _) == size ? bytes : throw Malformed.In(part, $"it should have {entry.Size:N0} bytes and ends before; the file is truncated or damaged");
    }

    /// <summary>A member without being read into memory, nor its checksum being looked at; null where there is none of that name, or it is packed.</summary>
    /// <param name="member">Its name.</param>
    public Stream? OpenStored(string member) => _entries.TryGetValue(member, out ZipEntry? entry) && entry.Method == ZipEntry.Stored ? Stored(entry) : null;

    private StreamPart Stored(ZipEntry entry) => new(_stream, entry.Start, entry.StoredSize);

    private byte[] Unpack(ZipEntry entry, string part)
    {
        byte[] bytes = ZipDirectory.Bytes(_stream, entry.Start, entry.StoredSize, part);
        if (entry.Method == ZipEntry.Deflated) bytes = Inflate(bytes, (int)entry.Size, part);
        return Crc32.Of(bytes) == entry.Crc ? bytes : throw Malformed.In(part, "its checksum is wrong; the file is damaged");
    }

    private static byte[] Inflate(byte[] stored, int size, string part)
    {
        var bytes = new byte[size];
        int read = Inflate(new MemoryStream(stored), bytes, part, out bool more);
        if (more) throw Malformed.In(part, $"it should have {size:N0} bytes and goes on behind them; the file is damaged");
        return read == size ? bytes : throw Malformed.In(part, $"it should have {size:N0} bytes and ends after {read:N0}; the file is truncated or damaged");
    }

    private static int Inflate(Stream stored, byte[] bytes, string part, out bool more)
    {
        try
        {
            using var stream = new DeflateStream(stored, CompressionMode.Decompress);
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            more = stream.ReadByte() >= 0;
            return read;
        }
        // Besides the error for damaged data, an IOException comes where the stream asks for what only its writer has.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Malformed.In(part, "it cannot be unpacked; the file is damaged", error);
        }
    }
}
