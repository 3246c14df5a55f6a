namespace Keratin.Core;

/// <summary>
/// One rewrite of a graph. A pass looks at the old graph, whose uses are counted, and builds a new one from rewritten
/// inputs; where its pattern does not match, a node stays what it is.
/// </summary>
public abstract class Pass
{
    private readonly Dictionary<Node, Node> _rewritten = [];
    private readonly Dictionary<Node, int> _uses = [];

    /// <summary>The rewritten graph.</summary>
    public Graph Run(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _rewritten.Clear();
        _uses.Clear();
        List<Node> order = graph.Sorted();
        foreach (Node node in order)
            foreach (Node input in node.Inputs) Use(input);
        foreach (Node output in graph.Outputs) Use(output);
        if (graph.Guard is not null) Use(graph.Guard);
        // In sorted order, so that rewriting never has to descend more than a pattern's depth.
        foreach (Node node in order) Rewrite(node);
        return new Graph(Rewrite(graph.Outputs), Rewrite(graph.Effects), graph.Guard is null ? null : Rewrite(graph.Guard));
    }

    /// <summary>The replacement of a node, built from rewritten inputs; or nothing where the pattern does not match.</summary>
    protected abstract Node? Match(Node node);

    /// <summary>Whether a node is used exactly once, so that it may vanish into its user.</summary>
    protected bool IsUsedOnce(Node node) => _uses[node] == 1;

    /// <summary>What a node of the old graph has become.</summary>
    protected Node Rewrite(Node node)
    {
        if (_rewritten.TryGetValue(node, out Node? done)) return done;
        Node? match = Match(node);
        if (match is null)
        {
            var inputs = new Node[node.Inputs.Length];
            bool changed = false;
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = Rewrite(node.Inputs[i]);
                changed |= inputs[i] != node.Inputs[i];
            }
            match = changed ? new Node(node.Operation, inputs) : node;
        }
        return _rewritten[node] = match;
    }

    private Node[] Rewrite(IReadOnlyList<Node> nodes)
    {
        var rewritten = new Node[nodes.Count];
        for (int i = 0; i < rewritten.Length; i++) rewritten[i] = Rewrite(nodes[i]);
        return rewritten;
    }

    private void Use(Node node) => _uses[node] = _uses.GetValueOrDefault(node) + 1;
}
