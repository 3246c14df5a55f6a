using System.Buffers.Binary;
using System.IO.Compression;

namespace Keratin.Formats.Tests;

/// <summary>Makes zip archives by .NET's own writer, and changes chosen fields of them.</summary>
internal static class ZipBytes
{
    /// <summary>An archive of members, deflated where that is shorter.</summary>
    public static byte[] Make(params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in members)
            {
                using Stream member = zip.CreateEntry(name).Open();
                member.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>The archive with a field of two or four bytes changed.</summary>
    public static byte[] With(byte[] archive, int at, long value, int size)
    {
        byte[] changed = [.. archive];
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(field, value);
        field[..size].CopyTo(changed.AsSpan(at));
        return changed;
    }
}
