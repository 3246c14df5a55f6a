namespace Keratin.Formats;

/// <summary>NumPy's short text for an element type, such as <c>&lt;f4</c>: byte order, kind and size.</summary>
/// <param name="Type">What one element is.</param>
/// <param name="Size">Bytes of one element; 0 for objects, which are not stored side by side.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NpyDescription(NpyType Type, int Size, bool BigEndian)
{
    private static readonly (string Code, NpyType Type)[] Codes =
    [
        ("b1", NpyType.Boolean), ("i1", NpyType.Int8), ("i2", NpyType.Int16), ("i4", NpyType.Int32),
        ("i8", NpyType.Int64), ("u1", NpyType.UInt8), ("u2", NpyType.UInt16), ("u4", NpyType.UInt32),
        ("u8", NpyType.UInt64), ("f4", NpyType.Float32), ("f8", NpyType.Float64),
    ];

    /// <summary>Whether the bytes of an element must be turned round to be numbers on this machine.</summary>
    public bool MustSwap => Size > 1 && BigEndian == BitConverter.IsLittleEndian;

    /// <summary>Reads a description.</summary>
    /// <param name="text">For example <c>&lt;i8</c>, <c>&gt;f4</c>, <c>|b1</c> or <c>|O</c>.</param>
    /// <param name="description">The result.</param>
    /// <returns>False for a type that is not read here, such as text, complex numbers and records.</returns>
    public static bool TryParse(string text, out NpyDescription description)
    {
        description = default;
        char order = text.Length > 0 ? text[0] : ' ';
        bool marked = order is '<' or '>' or '|' or '=';
        string code = marked ? text[1..] : text;
        bool bigEndian = order == '>' || (order != '<' && !BitConverter.IsLittleEndian);
        if (code is "O" or "O4" or "O8")
        {
            description = new(NpyType.IntegerList, 0, bigEndian);
            return true;
        }
        foreach ((string known, NpyType type) in Codes)
        {
            if (known != code) continue;
            description = new(type, known[1] - '0', bigEndian);
            return true;
        }
        return false;
    }

    /// <summary>The description of a type in this machine's byte order.</summary>
    public static NpyDescription Of(NpyType type)
    {
        foreach ((string code, NpyType known) in Codes)
            if (known == type) return new(type, code[1] - '0', !BitConverter.IsLittleEndian);
        return new(type, 0, !BitConverter.IsLittleEndian);
    }

    /// <summary>The text as NumPy writes it.</summary>
    public override string ToString()
    {
        foreach ((string code, NpyType type) in Codes)
            if (type == Type) return (Size == 1 ? "|" : BigEndian ? ">" : "<") + code;
        return "|O";
    }
}
