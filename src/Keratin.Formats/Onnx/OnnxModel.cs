namespace Keratin.Formats;

/// <summary>
/// An ONNX file: a graph of standard operators. The records beside this one are the messages of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto as far as they are needed; the numbers in their
/// <c>ToMessage</c> are the field numbers there.
/// </summary>
/// <param name="Producer">The program that made it.</param>
/// <param name="ProducerVersion">Its version.</param>
/// <param name="Graph">What is computed.</param>
internal sealed record OnnxModel(string Producer, string ProducerVersion, OnnxGraph Graph)
{
    /// <summary>The version of the standard operators.</summary>
    public const int Opset = 17;

    /// <summary>The part of the standard for tables, with operators for texts: https://onnx.ai/onnx/operators/index.html#ai-onnx-ml.</summary>
    public const string TableDomain = "ai.onnx.ml";

    private const int TableOpset = 2;

    // The version of the file format that came with that of the operators, in ONNX 1.12 (2022): readers older than
    // either refuse the file.
    private const int FormatVersion = 8;

    /// <summary>Writes the file. An existing one is replaced only when the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NotSupportedException">The file would have 2 GiB or more, which protobuf does not allow.</exception>
    public void Save(string path)
    {
        ProtoMessage message = ToMessage();
        if (message.Size > int.MaxValue)
            throw new NotSupportedException(FormattableString.Invariant($"{path} would take {message.Size / 1e9:F1} GB, but an ONNX file must stay below {int.MaxValue / 1e9:F1} GB: export a model with fewer weights."));
        AtomicFile.Write(path, message.WriteTo);
    }

    /// <summary>ModelProto, with an OperatorSetIdProto for the standard operators, whose domain is the empty one, and one for those of tables, where there are any.</summary>
    public ProtoMessage ToMessage()
    {
        ProtoMessage message = new ProtoMessage()
            .Add(1, FormatVersion)
            .Add(2, Producer)
            .Add(3, ProducerVersion)
            .Add(7, Graph.ToMessage())
            .Add(8, Operators("", Opset));
        return Graph.Nodes.Any(node => node.Domain == TableDomain) ? message.Add(8, Operators(TableDomain, TableOpset)) : message;
    }

    private static ProtoMessage Operators(string domain, int version) => new ProtoMessage().Add(1, domain).Add(2, version);
}
