namespace Keratin.Core;

/// <summary>
/// Gives every intermediate value an offset in one arena; values that never live at the same time share memory.
/// Offsets are fixed for the largest batch: a smaller one uses the front of each slot. Inputs are not among them:
/// <see cref="RowFeed"/> knows where their rows lie.
/// </summary>
internal sealed class MemoryPlan
{
    private readonly Dictionary<Node, long> _offsets = [];
    private readonly List<(long Start, long End, int LastUse)> _live = [];
    private readonly Dictionary<Node, int> _lastUse = [];
    private readonly int _maxRows;

    public MemoryPlan(Graph graph, List<Node> order, int maxRows)
    {
        _maxRows = maxRows;
        for (int i = 0; i < order.Count; i++)
        {
            Extend(order[i], i);
            foreach (Node input in order[i].Inputs) Extend(input, i);
        }
        foreach (Node output in graph.Outputs) Extend(output, int.MaxValue);
        if (graph.Guard is not null) Extend(graph.Guard, int.MaxValue);
        // Constants are written from outside, before the first step, and stay.
        foreach (Node node in order)
        {
            if (node.Operation is not Literal) continue;
            Extend(node, int.MaxValue);
            Place(node, -1);
        }
        for (int i = 0; i < order.Count; i++) Place(order[i], i);
    }

    /// <summary>The size of the arena in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Where a node's value lies in the arena, if it has a place there.</summary>
    public bool TryGetOffset(Node node, out long offset) => _offsets.TryGetValue(node, out offset);

    /// <summary>The node whose memory a value uses: itself, or what it is a view of.</summary>
    public static Node Owner(Node node)
    {
        while (node.Operation.IsView) node = node.Inputs[0];
        return node;
    }

    private void Extend(Node node, int use)
    {
        node = Owner(node);
        _lastUse[node] = Math.Max(_lastUse.GetValueOrDefault(node), use);
    }

    // First fit: the lowest gap between the values that are alive, which stand in the order of their places.
    private void Place(Node node, int index)
    {
        if (_offsets.ContainsKey(node) || node.IsEffect || node.Operation is VariableRead or Placeholder || node.Operation.IsView) return;
        _live.RemoveAll(value => value.LastUse < index);
        long size = AlignedMemory.RoundUp(node.Shape.Elements(_maxRows) * sizeof(float));
        long start = 0;
        int at = 0;
        for (; at < _live.Count && _live[at].Start - start < size; at++) start = Math.Max(start, _live[at].End);
        _live.Insert(at, (start, start + size, _lastUse[node]));
        _offsets[node] = start;
        Bytes = Math.Max(Bytes, start + size);
    }
}
