namespace Keratin.Formats;

/// <summary>What one element of an HDF5 dataset or attribute is.</summary>
internal enum Hdf5Element
{
    /// <summary>A kind that is not read here.</summary>
    Other,

    /// <summary>An integer of 8 bits. Truth values of h5py count as such.</summary>
    Int8,

    /// <summary>An integer of 16 bits.</summary>
    Int16,

    /// <summary>An integer of 32 bits.</summary>
    Int32,

    /// <summary>An integer of 64 bits.</summary>
    Int64,

    /// <summary>An unsigned integer of 8 bits.</summary>
    UInt8,

    /// <summary>An unsigned integer of 16 bits.</summary>
    UInt16,

    /// <summary>An unsigned integer of 32 bits.</summary>
    UInt32,

    /// <summary>An unsigned integer of 64 bits.</summary>
    UInt64,

    /// <summary>A floating-point number of 16 bits.</summary>
    Float16,

    /// <summary>A floating-point number of 32 bits.</summary>
    Float32,

    /// <summary>A floating-point number of 64 bits.</summary>
    Float64,

    /// <summary>The upper half of a floating-point number of 32 bits. HDF5 has no such type: Keras stores it as two bytes
    /// without a meaning, and says in an attribute what they are.</summary>
    BFloat16,

    /// <summary>Bytes without a meaning.</summary>
    Opaque,

    /// <summary>Text of a fixed number of bytes.</summary>
    FixedText,

    /// <summary>Text of any length, in the file's heap.</summary>
    Text,
}
