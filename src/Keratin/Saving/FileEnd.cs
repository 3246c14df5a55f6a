namespace Keratin;

/// <summary>The ends of files' names, which say what is in them, and the errors for other ends.</summary>
internal static class FileEnd
{
    /// <summary>A whole model, as Keras 3 writes it.</summary>
    public const string Model = ".keras";

    /// <summary>A model as it predicts.</summary>
    public const string Onnx = ".onnx";

    /// <summary>Weights as NumPy's arrays.</summary>
    public const string NumPy = ".npz";

    /// <summary>Weights as PyTorch and JAX share them.</summary>
    public const string Safetensors = ".safetensors";

    /// <summary>Weights as Keras 3 writes them.</summary>
    public const string KerasWeights = ".weights.h5";

    /// <summary>Weights as Keras 2 writes them; they are only read.</summary>
    public const string OldWeights = ".h5";

    /// <summary>Whether a file's name has an end.</summary>
    public static bool Is(string path, string end) => path.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws where a whole model cannot be written to a file of that name.</summary>
    public static void RequireModel(string path, string argument)
    {
        if (!HasOneOf(path, argument, Model)) throw new ArgumentException($"Models are kept in {Model} files, but the name is \"{path}\": end it in {Model}, or save the weights alone with SaveWeights.", argument);
    }

    /// <summary>Throws where a model cannot be exported to a file of that name.</summary>
    public static void RequireOnnx(string path, string argument)
    {
        if (!HasOneOf(path, argument, Onnx)) throw new ArgumentException($"Export writes {Onnx} files, but the name is \"{path}\": end it in {Onnx}.", argument);
    }

    /// <summary>Throws where weights cannot be written to a file of that name.</summary>
    public static void RequireWeights(string path, string argument)
    {
        if (!HasOneOf(path, argument, NumPy, Safetensors, KerasWeights))
            throw new ArgumentException($"Weights are kept in {NumPy}, {Safetensors} or {KerasWeights} files, but the name is \"{path}\": end it in one of these, or save the whole model as {Model}.", argument);
    }

    /// <summary>Throws where weights cannot be read from a file of that name.</summary>
    public static void RequireReadableWeights(string path, string argument)
    {
        if (!HasOneOf(path, argument, NumPy, Safetensors, OldWeights))
            throw new ArgumentException($"Weights are read from {NumPy}, {Safetensors}, {KerasWeights} and Keras 2's {OldWeights} files, but the name is \"{path}\". Whole models are read by Model.Load.", argument);
    }

    /// <summary>Throws where neither a model nor weights can be written to a file of that name.</summary>
    public static void RequireModelOrWeights(string path, string argument)
    {
        if (!HasOneOf(path, argument, Model)) RequireWeights(path, argument);
    }

    private static bool HasOneOf(string path, string argument, params ReadOnlySpan<string> ends)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, argument);
        foreach (string end in ends)
            if (Is(path, end)) return true;
        return false;
    }
}
