namespace Keratin.Formats;

/// <summary>What one element of an array in a <c>.npy</c> file is.</summary>
public enum NpyType
{
    /// <summary>A truth value of one byte, <c>|b1</c>.</summary>
    Boolean,

    /// <summary>A signed integer of 8 bits, <c>i1</c>.</summary>
    Int8,

    /// <summary>A signed integer of 16 bits, <c>i2</c>.</summary>
    Int16,

    /// <summary>A signed integer of 32 bits, <c>i4</c>.</summary>
    Int32,

    /// <summary>A signed integer of 64 bits, <c>i8</c>.</summary>
    Int64,

    /// <summary>An unsigned integer of 8 bits, <c>u1</c>.</summary>
    UInt8,

    /// <summary>An unsigned integer of 16 bits, <c>u2</c>.</summary>
    UInt16,

    /// <summary>An unsigned integer of 32 bits, <c>u4</c>.</summary>
    UInt32,

    /// <summary>An unsigned integer of 64 bits, <c>u8</c>.</summary>
    UInt64,

    /// <summary>A floating-point number of 32 bits, <c>f4</c>.</summary>
    Float32,

    /// <summary>A floating-point number of 64 bits, <c>f8</c>.</summary>
    Float64,

    /// <summary>A list of integers: NumPy's <c>|O</c>, of which nothing else is read.</summary>
    IntegerList,
}
