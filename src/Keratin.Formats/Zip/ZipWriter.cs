using System.Buffers.Binary;
using System.Text;

namespace Keratin.Formats;

/// <summary>
/// Writes a zip archive of members that are stored as they are, dated 1980-01-01, so that the same members make the same
/// bytes: as Keras writes its <c>.keras</c> files.
/// </summary>
internal sealed class ZipWriter
{
    private const int FirstOf1980 = 1 << 5 | 1, Version = 20;

    private readonly record struct Member(byte[] Name, uint Crc, uint Size, uint Header);

    private readonly List<Member> _members = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Stream _stream;

    /// <summary>Begins an archive.</summary>
    /// <param name="stream">Where to: empty and seekable.</param>
    public ZipWriter(Stream stream) => _stream = stream;

    /// <summary>Adds a member.</summary>
    /// <param name="name">Its name, with slashes.</param>
    /// <param name="write">Writes its content, from front to back.</param>
    /// <exception cref="ArgumentException">There is already a member of that name, or it is none (<see cref="ZipName"/>).</exception>
    /// <exception cref="NotSupportedException">The archive passes four gigabytes.</exception>
    public void Add(string name, Action<Stream> write)
    {
        if (ZipName.FaultOf(name) is { } fault) throw new ArgumentException($"The name '{ZipName.Shown(name)}' {fault}, so no member of an archive can have it.", nameof(name));
        if (!_names.Add(name)) throw new ArgumentException($"There is already a member of the name '{name}'.", nameof(name));
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        var member = new Member(bytes, 0, 0, Small(_stream.Position));
        WriteHeader(member);
        var content = new ChecksumStream(_stream);
        write(content);
        member = member with { Crc = content.Crc, Size = Small(content.Length) };
        // The checksum is known only now.
        long end = _stream.Position;
        _stream.Position = member.Header;
        WriteHeader(member);
        _stream.Position = end;
        _members.Add(member);
    }

    /// <summary>Writes the directory; after it nothing can be added.</summary>
    public void Finish()
    {
        uint start = Small(_stream.Position);
        foreach (Member member in _members)
        {
            Write("PK\x01\x02"u8, [Version, Version]);
            WriteDescription(member);
            // No extra field, no comment, first disk, no attributes.
            Write([], [0, 0, 0, 0, 0, 0]);
            Write32(member.Header);
            _stream.Write(member.Name);
        }
        uint size = Small(_stream.Position - start);
        int count = _members.Count <= ushort.MaxValue ? _members.Count : throw new NotSupportedException($"A zip archive of {_members.Count:N0} members is not written; {ushort.MaxValue:N0} are the most.");
        Write("PK\x05\x06"u8, [0, 0, count, count]);
        Write32(size);
        Write32(start);
        Write([], [0]);
    }

    private void WriteHeader(Member member)
    {
        Write("PK\x03\x04"u8, [Version]);
        WriteDescription(member);
        Write([], [0]);
        _stream.Write(member.Name);
    }

    // What a member's header and the directory have in common: flags, method, time, checksum, sizes, the name's length.
    private void WriteDescription(Member member)
    {
        const int nameIsUtf8 = 1 << 11;
        Write([], [nameIsUtf8, ZipEntry.Stored, 0, FirstOf1980]);
        Write32(member.Crc);
        Write32(member.Size);
        Write32(member.Size);
        Write([], [member.Name.Length]);
    }

    private void Write(ReadOnlySpan<byte> signature, ReadOnlySpan<int> fields)
    {
        _stream.Write(signature);
        Span<byte> bytes = stackalloc byte[2];
        foreach (int field in fields)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)field));
            _stream.Write(bytes);
        }
    }

    private void Write32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _stream.Write(bytes);
    }

    private static uint Small(long size) => size < uint.MaxValue ? (uint)size : throw new NotSupportedException($"A zip archive of more than {uint.MaxValue:N0} bytes is not written.");
}
