using System.IO.Compression;

namespace Keratin.Formats;

/// <summary>
/// Reads the <c>.npz</c> container: a zip archive of <c>.npy</c> members, stored or deflated. Sizes, checksums and
/// names are verified, because <see cref="ZipArchive"/> itself trusts them.
/// </summary>
internal static class NpzReader
{
    // Deflate can shrink zeros a thousandfold; real arrays stay far below this, and small ones are let pass.
    private const long MostGrowth = 100;
    private const long AlwaysAllowed = 64 << 20;

    /// <summary>Reads all arrays.</summary>
    /// <param name="stream">A seekable stream of the whole archive.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The archive or one of its arrays is damaged, truncated or not read here.</exception>
    public static NpzArchive Read(Stream stream, string name)
    {
        using ZipArchive zip = Unzip(name, () =>
        {
            var opened = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            // The directory is read at the first look at it.
            _ = opened.Entries;
            return opened;
        });
        CheckGrowth(zip, stream.Length, name);
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal)) continue;
            string key = entry.FullName[..^4];
            string part = $"{name}, array '{key}',";
            if (!arrays.TryAdd(key, NpyReader.Read(Content(entry, part), part)))
                throw Malformed.In(name, $"it holds two arrays of the name '{key}'");
        }
        return new NpzArchive(arrays, name);
    }

    // One bound for all members together, so that many members just below a limit gain nothing.
    private static void CheckGrowth(ZipArchive zip, long stored, string name)
    {
        long budget = Math.Max(AlwaysAllowed, MostGrowth * stored);
        long total = 0;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            if (entry.Length is < 0 or > int.MaxValue)
                throw Malformed.In(name, $"its member '{entry.FullName}' declares {entry.Length:N0} bytes, more than one array can hold");
            total += entry.Length;
            if (total > budget)
                throw Malformed.In(name, $"its {stored:N0} bytes declare more than {budget:N0} bytes of arrays, which no real archive does");
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, string part)
    {
        if (entry.IsEncrypted) throw Malformed.In(part, "it is encrypted");
        var bytes = new byte[entry.Length];
        int read = Unzip(part, () =>
        {
            using Stream stream = entry.Open();
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        });
        if (read < bytes.Length) throw Malformed.In(part, $"it should have {bytes.Length:N0} bytes and ends after {read:N0}; the file is truncated or damaged");
        if (Crc32.Of(bytes) != entry.Crc32) throw Malformed.In(part, "its checksum is wrong; the file is damaged");
        return bytes;
    }

    // ZipArchive reports damage by many exceptions and names no file.
    private static T Unzip<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw Malformed.In(name, "it is not a complete zip archive, so it is truncated or damaged", error);
        }
    }
}
