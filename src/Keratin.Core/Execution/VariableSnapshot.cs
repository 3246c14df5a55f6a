namespace Keratin.Core;

/// <summary>The values of all variables that some nodes write, to be put back later.</summary>
internal sealed unsafe class VariableSnapshot
{
    private readonly Dictionary<Variable, byte[]> _values = [];

    /// <summary>Copies the variables.</summary>
    /// <param name="nodes">The nodes whose effects are to be undone.</param>
    public VariableSnapshot(IEnumerable<Node> nodes)
    {
        foreach (Node node in nodes)
            for (int i = 0; i < node.Inputs.Length; i++)
                if ((node.Operation.Writes >> i & 1) != 0 && node.Inputs[i].Operation is VariableRead read)
                    _values.TryAdd(read.Variable, Bytes(read.Variable).ToArray());
    }

    /// <summary>Puts every value back, bit by bit.</summary>
    public void Restore()
    {
        foreach ((Variable variable, byte[] values) in _values) values.CopyTo(Bytes(variable));
    }

    private static Span<byte> Bytes(Variable variable) =>
        new(variable.Pointer, checked(variable.Shape.Size * (variable.Type == ElementType.Float32 ? sizeof(float) : sizeof(double))));
}
