namespace Keratin.Formats;

/// <summary>TensorProto.DataType: what the elements of a value are.</summary>
internal enum OnnxType
{
    /// <summary>float32.</summary>
    Float32 = 1,

    /// <summary>int64.</summary>
    Int64 = 7,

    /// <summary>Texts in UTF-8.</summary>
    Text = 8,
}
