namespace Keratin.Formats;

/// <summary>GraphProto: operators in an order in which each comes after what it reads.</summary>
/// <param name="Name">The graph's name.</param>
/// <param name="Nodes">The operators.</param>
/// <param name="Tensors">What is known: weights and constants.</param>
/// <param name="Inputs">What is given.</param>
/// <param name="Outputs">What is handed out.</param>
internal sealed record OnnxGraph(string Name, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Tensors, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs)
{
    /// <summary>The message.</summary>
    public ProtoMessage ToMessage() => new ProtoMessage()
        .AddAll(1, Nodes.Select(node => node.ToMessage()))
        .Add(2, Name)
        .AddAll(5, Tensors.Select(tensor => tensor.ToMessage()))
        .AddAll(11, Inputs.Select(input => input.ToMessage()))
        .AddAll(12, Outputs.Select(output => output.ToMessage()));
}
