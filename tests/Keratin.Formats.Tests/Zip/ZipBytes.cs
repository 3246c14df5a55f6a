using System.Buffers.Binary;
using System.IO.Compression;

namespace Keratin.Formats.Tests;

/// <summary>Makes zip archives by .NET's own writer, and damages chosen fields of them.</summary>
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

    /// <summary>The place of an entry of the directory.</summary>
    public static int Entry(byte[] archive, int number) => Nth(archive, "PK\x01\x02"u8, number);

    /// <summary>The place of a member's own header.</summary>
    public static int Header(byte[] archive, int number) => Nth(archive, "PK\x03\x04"u8, number);

    /// <summary>The archive with a field of two or four bytes changed.</summary>
    public static byte[] With(byte[] archive, int at, long value, int size)
    {
        byte[] changed = [.. archive];
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(field, value);
        field[..size].CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static int Nth(byte[] archive, ReadOnlySpan<byte> signature, int number)
    {
        int at = -1;
        for (int i = 0; i <= number; i++) at += 1 + archive.AsSpan(at + 1).IndexOf(signature);
        return at;
    }
}
