namespace Keratin.Core;

/// <summary>
/// Reads of variables become reads of copies, which keep the values of now: what changes the variables later changes
/// nothing in the graph. All graphs that one pass rewrites share its copies.
/// </summary>
public sealed class FreezeVariables : Pass
{
    private readonly Dictionary<Variable, Variable> _copies = [];

    /// <inheritdoc/>
    protected override Node? Match(Node node)
    {
        if (node.Operation is not VariableRead read) return null;
        if (!_copies.TryGetValue(read.Variable, out Variable? copy)) _copies[read.Variable] = copy = read.Variable.Copy();
        return copy.Read;
    }
}
