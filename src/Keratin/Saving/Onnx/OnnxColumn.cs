using Keratin.Formats;

namespace Keratin;

/// <summary>A column of a table as an input of an ONNX file.</summary>
/// <param name="Type">What its elements are; its shape is (batch, 1).</param>
/// <param name="Encode">Applies the operators that make float32 rows of the column, whose name is given.</param>
internal sealed record OnnxColumn(OnnxType Type, Func<OnnxGraphBuilder, string, string> Encode);
