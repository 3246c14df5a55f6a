namespace Keratin.Formats;

/// <summary>Reads and writes sets of named arrays in the safetensors format, which PyTorch, JAX and many other programs share.</summary>
public static class Safetensors
{
    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">A <c>.safetensors</c> file.</param>
    /// <returns>The arrays by name: <c>Safetensors.Load(path)["x"]</c>. Floating-point numbers of 16 bits, <c>F16</c> and
    /// <c>BF16</c>, come as numbers of 32 bits; those of 8 bits are not read.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or truncated, or holds what is not read here.</exception>
    public static SafetensorsFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return SafetensorsReader.Read(stream, path);
    }

    /// <summary>Writes arrays. An existing file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file; by custom it ends in <c>.safetensors</c>.</param>
    /// <param name="metadata">Texts by name that are kept beside the arrays, or null.</param>
    /// <param name="arrays">The names and the arrays: <c>Safetensors.Save(path, null, ("x", x), ("y", y))</c>.</param>
    /// <exception cref="ArgumentException">A name is empty, given twice, or <c>__metadata__</c>.</exception>
    /// <exception cref="NotSupportedException">An array holds lists.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, string>? metadata, params (string Name, NpyArray Array)[] arrays)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArrayNames.Check(arrays, SafetensorsHeader.MostEntries, name => name == SafetensorsHeader.MetadataName ? "is the format's own, for the texts beside the arrays" : null);
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, metadata ?? new Dictionary<string, string>(), arrays));
    }
}
