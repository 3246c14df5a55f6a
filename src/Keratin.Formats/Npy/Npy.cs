namespace Keratin.Formats;

/// <summary>Reads and writes single arrays in NumPy's <c>.npy</c> format, as <c>numpy.load</c> and <c>numpy.save</c> do.</summary>
public static class Npy
{
    /// <summary>Reads an array.</summary>
    /// <param name="path">A <c>.npy</c> file, of at most 2 GB.</param>
    /// <returns>The array; of Python objects only lists of integers are read, and nothing in the file is ever run.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, truncated, or holds what is not read here.</exception>
    public static NpyArray Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long length = new FileInfo(path).Length;
        if (length > Array.MaxLength) throw Malformed.In(path, $"it has {length:N0} bytes, more than one array can hold");
        return NpyReader.Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Writes an array. An existing file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file; by custom it ends in <c>.npy</c>.</param>
    /// <param name="array">An array of numbers, of any shape.</param>
    /// <exception cref="NotSupportedException">The array holds lists.</exception>
    public static void Save(string path, NpyArray array)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(array);
        AtomicFile.Write(path, stream => NpyWriter.Write(stream, array));
    }
}
