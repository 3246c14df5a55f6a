using Keratin.Formats;

namespace Keratin;

public partial class Model
{
    /// <summary>
    /// What turns the columns of a table into the model's input, where that is how its data come: kept in the model's file,
    /// so that the one file is enough to predict from raw rows. Keras takes no notice of it. Default: none.
    /// </summary>
    /// <example>
    /// <code>
    /// model.FeatureSpace = space;
    /// model.Save("houses.keras");
    /// Model loaded = Model.Load("houses.keras");
    /// NDArray prices = loaded.Predict(loaded.FeatureSpace!.Call(table));
    /// </code>
    /// </example>
    public FeatureSpace? FeatureSpace { get; set; }

    /// <summary>
    /// Texts of your own by name, such as who made the model and of which data: kept in the model's file, whose reader gets
    /// them back. Keras takes no notice of them. Default: none. They speak of this model, so a clone begins without them.
    /// </summary>
    /// <remarks>A file holds at most 10,000 texts, together of 16 MiB; of models inside of other models the outermost's alone.</remarks>
    /// <example>
    /// <code>
    /// model.Metadata["author"] = "Ada";
    /// model.Save("houses.keras");
    /// Console.WriteLine(Model.Load("houses.keras").Metadata["author"]);
    /// </code>
    /// </example>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Writes the whole model as Keras does: its layers, its weights, how it is compiled, and what the optimizer has kept.
    /// Every Keras 3 opens the file, and <see cref="Load"/> makes the same model of it, whose training goes on with the
    /// same bits.
    /// </summary>
    /// <param name="path">The file; it must end in <c>.keras</c>. An existing one is replaced only when the new one is complete.</param>
    /// <param name="includeOptimizer">Whether to write how the model is compiled and what the optimizer has kept. Default: yes.</param>
    /// <remarks>
    /// Beside what Keras writes, the file holds the seed, <see cref="FeatureSpace"/> and <see cref="Metadata"/>. Not written, because Keras has no place for them: which weights are spared from weight decay
    /// (<see cref="Optimizer.ExcludeFromWeightDecay"/>), <see cref="Threads"/>, and callbacks.
    /// </remarks>
    /// <exception cref="ArgumentException">The file's name does not end in <c>.keras</c>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is not built yet, or a part of it is a function of your own, which a file cannot hold: a loss or a metric
    /// (leave them out by <paramref name="includeOptimizer"/>), an activation, a step of <see cref="FeatureSpace"/>; a layer
    /// of your own is not registered; or <see cref="Metadata"/> holds more than a file can.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, bool includeOptimizer = true)
    {
        FileEnd.RequireModel(path, nameof(path));
        RequireBuilt(nameof(Save));
        _gate.EnterReadLock();
        try
        {
            KerasFile.Save(this, path, includeOptimizer);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Makes a model of a file that <see cref="Save"/> or Keras wrote. Nothing in the file is ever run.</summary>
    /// <param name="path">
    /// A <c>.keras</c> file of any Keras 3, or a whole model in one HDF5 file, <c>.h5</c>, as Keras 2 and 3 wrote it before;
    /// the content decides, not the name.
    /// </param>
    /// <param name="compile">Whether to compile the model as the file says. Default: yes.</param>
    /// <returns>A <see cref="Sequential"/> or a <see cref="Model"/>, built, with its weights, and ready to train if it was compiled.</returns>
    /// <remarks>
    /// Layers of your own must be registered before: <see cref="CustomObjects.Register{T}"/>. Of an <c>.h5</c> file, what
    /// the optimizer has kept is not restored: it begins anew.
    /// </remarks>
    /// <exception cref="InvalidDataException">The file is damaged, or holds what is not known here, such as a layer; the message says what.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Model Load(string path, bool compile = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[Hdf5File.Signature.Length];
        bool isHdf5 = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Hdf5File.Signature);
        stream.Position = 0;
        return isHdf5 ? LegacyFile.Load(stream, path, compile) : KerasFile.Load(stream, path, compile);
    }

    /// <summary>
    /// Tells what is in a file, a model or arrays, without making a model of it and without reading its numbers: so a file
    /// can be looked into that <see cref="Load"/> refuses because a layer is not known here.
    /// </summary>
    /// <param name="path">
    /// A <c>.keras</c> file, a whole model in an <c>.h5</c> file, <c>.weights.h5</c>, <c>.safetensors</c>, <c>.npz</c>,
    /// <c>.npy</c> or <c>.onnx</c>; the content decides, not the name.
    /// </param>
    /// <returns>What the file says of itself, which prints as a page.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or of no kind that is known; the message says what. Damaged numbers are not noticed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>Console.WriteLine(Model.Inspect("houses.keras"));</code></example>
    public static ModelFileDescription Inspect(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using FileStream stream = File.OpenRead(path);
        return FileInspection.Describe(stream, path);
    }

    /// <summary>Writes all weights to a file, each under its name, for example <c>dense/kernel</c>.</summary>
    /// <param name="path">
    /// The file. Its end says the format: <c>.npz</c>, which NumPy reads; <c>.safetensors</c>; or <c>.weights.h5</c>,
    /// Keras's own, which holds the state of the optimizer as well. An existing file is replaced only when the new one
    /// is complete.
    /// </param>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    /// <exception cref="ArgumentException">The file's name has another end.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path)
    {
        FileEnd.RequireWeights(path, nameof(path));
        RequireBuilt(nameof(SaveWeights));
        _gate.EnterReadLock();
        try
        {
            WeightFile.Save(this, path);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>
    /// Reads what <see cref="SaveWeights"/> or Keras wrote, into a model of the same layers: of the same names, or for
    /// <c>.weights.h5</c> of the same structure, or for Keras 2's <c>.h5</c>, of weights alone or of a whole model, in the
    /// same order. Nothing is changed if one weight does not fit.
    /// </summary>
    /// <param name="path">The file; it must end in <c>.npz</c>, <c>.safetensors</c>, <c>.weights.h5</c> or <c>.h5</c>. Of the latter two the content decides which it is.</param>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    /// <exception cref="ArgumentException">The file's name has another end.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or holds other weights than the model; the message names the first that differs.</exception>
    public void LoadWeights(string path)
    {
        FileEnd.RequireReadableWeights(path, nameof(path));
        RequireBuilt(nameof(LoadWeights));
        _gate.EnterWriteLock();
        try
        {
            WeightFile.Load(this, path);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
