namespace Keratin;

/// <summary>
/// What is in a file that Keratin knows, told without making a model of it and without reading its numbers:
/// <see cref="Model.Inspect"/>. Prints as a page of at most a hundred columns.
/// </summary>
public sealed class ModelFileDescription
{
    internal ModelFileDescription(string path, ModelFileFormat format, long size) => (Path, Format, Size) = (path, format, size);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What kind of file its content is, whatever its name.</summary>
    public ModelFileFormat Format { get; }

    /// <summary>The format in words: <c>Keras model (.keras)</c>.</summary>
    public string Kind => Format switch
    {
        ModelFileFormat.Keras => "Keras model (.keras)",
        ModelFileFormat.KerasHdf5 => "Keras model in one HDF5 file (.h5)",
        ModelFileFormat.KerasWeights => "Keras weights (.weights.h5)",
        ModelFileFormat.Hdf5 => "HDF5 arrays (.h5)",
        ModelFileFormat.Safetensors => "named arrays (.safetensors)",
        ModelFileFormat.Npz => "NumPy arrays (.npz)",
        ModelFileFormat.Npy => "NumPy array (.npy)",
        _ => "ONNX model (.onnx)",
    };

    /// <summary>The file's length in bytes.</summary>
    public long Size { get; }

    /// <summary>The version of Keras that the file names: in a file of Keratin's the oldest that reads it. Null where it names none.</summary>
    public string? KerasVersion { get; init; }

    /// <summary>The program that made the file and its version, where it says so beside Keras's: <c>Keratin 0.1.0</c>, <c>pytorch 2.5</c>. Else null.</summary>
    public string? Producer { get; init; }

    /// <summary>When it was saved, by its writer's clock; null where it does not say.</summary>
    public DateTime? Saved { get; init; }

    /// <summary>The model's class, <c>Sequential</c> or <c>Functional</c> for models of Keras's own; null where there is no model.</summary>
    public string? ModelClass { get; init; }

    /// <summary>The model's name; of an ONNX file the graph's. Null where there is no model.</summary>
    public string? ModelName { get; init; }

    /// <summary>What goes into the model, in order; empty where the file does not say.</summary>
    public IReadOnlyList<ValueDescription> Inputs { get; init; } = [];

    /// <summary>What comes out of the model, in order; empty where the file does not say.</summary>
    public IReadOnlyList<ValueDescription> Outputs { get; init; } = [];

    /// <summary>The layers in order, as <c>Summary</c> lists them; empty where the file does not say.</summary>
    public IReadOnlyList<LayerDescription> Layers { get; init; } = [];

    /// <summary>The classes of the model and its layers that are not known here: as long as there is one, <see cref="Model.Load"/> refuses the file.</summary>
    public IReadOnlyList<string> UnknownClasses { get; init; } = [];

    /// <summary>The arrays: all weights, without what the optimizer has kept.</summary>
    public IReadOnlyList<ArrayDescription> Arrays { get; init; } = [];

    /// <summary>The number of elements of all <see cref="Arrays"/>.</summary>
    public long ParameterCount => Arrays.Sum(array => (long)array.Shape.Size);

    /// <summary>How the model was compiled; null where it was not, or the file does not say.</summary>
    public TrainingDescription? Training { get; init; }

    /// <summary>How many steps the optimizer has made; null where the file does not say.</summary>
    public long? OptimizerSteps { get; init; }

    /// <summary>What the optimizer has kept.</summary>
    public IReadOnlyList<ArrayDescription> OptimizerArrays { get; init; } = [];

    /// <summary>The model's seed, of a file of Keratin's; else null.</summary>
    public long? Seed { get; init; }

    /// <summary>The columns of the table that the model's <see cref="Model.FeatureSpace"/> reads, with what each becomes; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Texts by name that stand beside the model or the arrays: <see cref="Model.Metadata"/>, those of safetensors and of ONNX.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The version of the standard operators of an ONNX file; else null.</summary>
    public long? Opset { get; init; }

    /// <summary>How often an ONNX file uses each operator; else empty.</summary>
    public IReadOnlyDictionary<string, int> Operators { get; init; } = new Dictionary<string, int>();

    /// <summary>All of it as a page of text, at most a hundred columns wide, with lines that end in <c>\n</c>.</summary>
    public override string ToString() => DescriptionText.Write(this);
}
