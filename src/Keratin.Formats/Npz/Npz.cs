using System.IO.Compression;

namespace Keratin.Formats;

/// <summary>Reads and writes sets of named arrays in NumPy's <c>.npz</c> format, as <c>numpy.load</c>, <c>numpy.savez</c>
/// and <c>numpy.savez_compressed</c> do.</summary>
public static class Npz
{
    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">An <c>.npz</c> file, stored or compressed.</param>
    /// <returns>The arrays by name: <c>Npz.Load(path)["x"]</c>. Nothing in the file is ever run.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or truncated, holds what is not read here, or declares
    /// more than a hundred times its own size, beyond 16 MiB.</exception>
    public static NpzArchive Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return NpzReader.Read(stream, path);
    }

    /// <summary>Writes arrays, compressed, unless that would shrink them so far that <see cref="Load"/> refused them. An existing file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file; by custom it ends in <c>.npz</c>.</param>
    /// <param name="arrays">The names and the arrays: <c>Npz.Save(path, ("x", x), ("y", y))</c>.</param>
    /// <exception cref="ArgumentException">A name is empty, given twice, longer than 1,020 bytes, or would lead out of a folder, as <c>../x</c> does.</exception>
    /// <exception cref="NotSupportedException">An array holds lists.</exception>
    public static void Save(string path, params (string Name, NpyArray Array)[] arrays)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArrayNames.Check(arrays, ZipDirectory.MostMembers, name => ZipName.FaultOf(MemberOf(name)));
        AtomicFile.Write(path, stream =>
        {
            Write(stream, arrays, CompressionLevel.Optimal);
            if (ZipMembers.Allows(arrays.Sum(array => (long)array.Array.Bytes.Length), stream.Length)) return;
            // Mostly zeros: nobody could tell the file from one that is made to fill memory.
            stream.SetLength(0);
            Write(stream, arrays, CompressionLevel.NoCompression);
        });
    }

    private static void Write(Stream stream, (string Name, NpyArray Array)[] arrays, CompressionLevel level)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, NpyArray array) in arrays)
        {
            ZipArchiveEntry entry = zip.CreateEntry(MemberOf(name), level);
            // The same arrays make the same bytes: no clock in the file.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream member = entry.Open();
            NpyWriter.Write(member, array);
        }
    }

    private static string MemberOf(string name) => name + NpzReader.MemberEnd;
}
