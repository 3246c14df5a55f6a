namespace Keratin;

/// <summary>The kinds of files that <see cref="Model.Inspect"/> tells apart.</summary>
public enum ModelFileFormat
{
    /// <summary>A whole model of Keras 3 or Keratin: <c>.keras</c>.</summary>
    Keras,

    /// <summary>A whole model of Keras 2 or 3 in one HDF5 file: <c>.h5</c>.</summary>
    KerasHdf5,

    /// <summary>Keras's weights alone: <c>.weights.h5</c>.</summary>
    KerasWeights,

    /// <summary>An HDF5 file that is not Keras's.</summary>
    Hdf5,

    /// <summary>Named arrays: <c>.safetensors</c>.</summary>
    Safetensors,

    /// <summary>Named arrays of NumPy: <c>.npz</c>.</summary>
    Npz,

    /// <summary>One array of NumPy: <c>.npy</c>.</summary>
    Npy,

    /// <summary>A model of standard operators: <c>.onnx</c>.</summary>
    Onnx,
}
