namespace Keratin.Core;

/// <summary>
/// What a legal graph is: shapes follow from the operations, only variables are written, each by one effect at most,
/// effects are roots and produce nothing that others use, and the guard is a single number.
/// </summary>
public static class GraphVerifier
{
    /// <summary>Checks a graph.</summary>
    /// <exception cref="InvalidOperationException">A rule is broken; the message prints the node.</exception>
    public static void Verify(Graph graph)
    {
        var effects = new HashSet<Node>(graph.Effects);
        var written = new Dictionary<Variable, Node>();
        foreach (Node node in graph.Sorted())
        {
            if (node.Operation.InferShape(node.Inputs) != node.Shape) throw Broken(node, "its shape does not follow from its inputs");
            if (node.IsEffect && !effects.Contains(node)) throw Broken(node, "it writes variables but is not listed as an effect");
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                if (node.Inputs[i].IsEffect) throw Broken(node, $"its input {i} is an effect, which has no value");
                if ((node.Operation.Writes >> i & 1) == 0) continue;
                if (node.Inputs[i].Operation is not VariableRead { Variable: { } variable }) throw Broken(node, $"it writes its input {i}, which is not a variable");
                if (!written.TryAdd(variable, node)) throw Broken(node, $"it writes \"{variable.Name}\", which {written[variable]} writes too");
            }
        }
        foreach (Node effect in graph.Effects)
            if (!effect.IsEffect) throw Broken(effect, "it is listed as an effect but writes nothing");
        if (graph.Guard is { } guard && guard.Shape.Rank != 0) throw Broken(guard, "the guard must be a single number");
    }

    private static InvalidOperationException Broken(Node node, string why) => new($"The graph is not legal at {node}: {why}.");
}
