namespace Keratin.Formats;

/// <summary>The names under which arrays are written to a file: what is written can be read again.</summary>
internal static class ArrayNames
{
    /// <summary>Throws where a name is missing, given twice, or none in the file's format.</summary>
    /// <param name="arrays">The argument of that name: the arrays and their names.</param>
    /// <param name="most">The most arrays that are read of one file.</param>
    /// <param name="faultOf">What is wrong with a name in the format, as the rest of a sentence that begins with it, or null.</param>
    /// <exception cref="ArgumentException">A name cannot stand.</exception>
    public static void Check((string Name, NpyArray Array)[] arrays, int most, Func<string, string?> faultOf)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        if (arrays.Length > most) throw new ArgumentException($"One file has room for {most:N0} arrays, but {arrays.Length:N0} were given: write several files.", nameof(arrays));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string name, NpyArray _) in arrays)
        {
            if (string.IsNullOrEmpty(name)) throw new ArgumentException("Every array needs a name.", nameof(arrays));
            if (faultOf(name) is { } fault) throw new ArgumentException($"The name '{ZipName.Shown(name)}' {fault}, so no array can have it.", nameof(arrays));
            if (!names.Add(name)) throw new ArgumentException($"Two arrays have the name '{name}'.", nameof(arrays));
        }
    }
}
