using Keratin.Core;

namespace Keratin;

public partial class Model
{
    /// <summary>
    /// Writes the model as it predicts to an ONNX file, for programs without Keratin: ONNX Runtime, in C#, C++, Python,
    /// JavaScript or Java, and whatever else reads the format.
    /// </summary>
    /// <param name="path">The file; it must end in <c>.onnx</c>. An existing one is replaced only when the new one is complete.</param>
    /// <param name="fromTable">
    /// Whether <see cref="FeatureSpace"/> goes into the file as well, which then takes the columns of a table as they are: each
    /// under its name, of the shape (batch, 1), numbers as float32, whole numbers that are categories as int64, texts as
    /// strings. Default: no, the file takes encoded rows, as <c>Predict</c> does.
    /// </param>
    /// <remarks>
    /// The file holds standard operators only, of the version (opset) 17, in float32. Inputs and outputs are called as in
    /// <see cref="InputNames"/> and <see cref="OutputNames"/> (an output that is called as an input gets a number behind
    /// it: <c>x_1</c>), each weight as in <see cref="Layer.Weights"/>, for example <c>dense/kernel</c>. The size of the
    /// batch is free. What only training needs is left out: dropout, losses, the optimizer. Results equal those of
    /// <c>Predict</c> but for the rounding of float32.
    /// </remarks>
    /// <exception cref="ArgumentException">The file's name does not end in <c>.onnx</c>.</exception>
    /// <exception cref="InvalidOperationException">The model is not built yet; or <paramref name="fromTable"/> is true, and the model has no <see cref="FeatureSpace"/> that makes its only input.</exception>
    /// <exception cref="NotSupportedException">A column is a raw text, hashed or crossed, for which ONNX has no operators; a layer of your own uses an operation that only training needs and that ONNX has no operators for, or the file would have 2 GiB or more.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Export(string path, bool fromTable = false)
    {
        FileEnd.RequireOnnx(path, nameof(path));
        RequireBuilt(nameof(Export));
        IReadOnlyList<(string, OnnxColumn)> columns = fromTable ? Columns() : [];
        _gate.EnterReadLock();
        try
        {
            Node[] inputs = [.. InputNames.Zip(InputShapes, (name, shape) => new Node(new Placeholder(name, shape)))];
            TracedModel traced = _plans.Trace(inputs);
            OnnxExport.Write(Name, columns, [.. InputNames.Zip(inputs)], [.. OutputNames.Zip(traced.Outputs)], traced.LayerOutputs).Save(path);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private IReadOnlyList<(string, OnnxColumn)> Columns()
    {
        if (FeatureSpace is not { } space) throw new InvalidOperationException($"{this} has no FeatureSpace that says what becomes of a table's columns: set model.FeatureSpace, or export with fromTable: false.");
        if (InputShapes.Count != 1 || InputShapes[0].Rank != 2 || InputShapes[0].Last != space.Width)
            throw new InvalidOperationException($"The FeatureSpace makes one input of the shape (None, {space.Width}), but {this} takes {string.Join(", ", InputShapes)}: set the FeatureSpace that the model was trained with, or export with fromTable: false.");
        return space.InOnnx();
    }
}
