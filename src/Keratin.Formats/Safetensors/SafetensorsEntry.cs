namespace Keratin.Formats;

/// <summary>An array as a safetensors file's header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The name of its element type, such as <c>F32</c>.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, string Type, Shape Shape, long Begin, long End)
{
    // In the order in which the reference implementation writes arrays: wide elements first, so that each array begins at a
    // multiple of its element's size.
    private static readonly (string Name, NpyType Type, int Size)[] Types =
    [
        ("U64", NpyType.UInt64, 8), ("I64", NpyType.Int64, 8), ("F64", NpyType.Float64, 8),
        ("F32", NpyType.Float32, 4), ("U32", NpyType.UInt32, 4), ("I32", NpyType.Int32, 4),
        ("U16", NpyType.UInt16, 2), ("I16", NpyType.Int16, 2), ("I8", NpyType.Int8, 1), ("U8", NpyType.UInt8, 1), ("BOOL", NpyType.Boolean, 1),
        // Numbers of 16 bits become ones of 32, which hold each of them exactly.
        ("F16", NpyType.Float32, 2), ("BF16", NpyType.Float32, 2),
    ];

    /// <summary>What an element is in memory, and its bytes in the file.</summary>
    /// <returns>False for a type that is not read here.</returns>
    public static bool TryFind(string name, out NpyType type, out int size)
    {
        foreach ((string known, NpyType found, int bytes) in Types)
        {
            if (known != name) continue;
            (type, size) = (found, bytes);
            return true;
        }
        (type, size) = (default, 0);
        return false;
    }

    /// <summary>The name and the size of an element type, and its place in the order of writing.</summary>
    /// <returns>Null for lists, which the format does not have.</returns>
    public static (int Order, string Name, int Size)? Describe(NpyType type)
    {
        for (int i = 0; i < Types.Length; i++)
            if (Types[i].Type == type) return (i, Types[i].Name, Types[i].Size);
        return null;
    }
}
