namespace Keratin.Core;

/// <summary>
/// The order in which a plan computes. Values come in sorted order, the guard's first; an effect comes as soon as its
/// inputs are there and every other reader of what it writes has run, so that all reads see the values from before
/// the step. No effect comes before the guard.
/// </summary>
internal sealed class Schedule
{
    private readonly List<Node> _waiting = [];
    private readonly HashSet<Node> _done = [];
    private readonly Dictionary<Node, int> _readers = [];

    public Schedule(Graph graph)
    {
        List<Node> nodes = graph.Sorted();
        foreach (Node node in nodes)
        {
            if (node.IsEffect) _waiting.Add(node);
            foreach (Node input in node.Inputs)
                if (Read(node, input) is { } read) _readers[read] = _readers.GetValueOrDefault(read) + 1;
        }
        bool open = graph.Guard is null;
        foreach (Node node in nodes)
        {
            if (node.IsEffect) continue;
            Emit(node);
            if (node == graph.Guard)
            {
                open = true;
                GuardEnd = Order.Count;
            }
            if (open) EmitEffects();
        }
        EmitEffects();
        if (_waiting.Count > 0)
            throw new InvalidOperationException("These effects wait for each other, each writing what another still has to read: " + string.Join(", ", _waiting));
    }

    /// <summary>All nodes in the order of computation.</summary>
    public List<Node> Order { get; } = [];

    /// <summary>How many of them come up to and including the guard; 0 without one.</summary>
    public int GuardEnd { get; }

    private void Emit(Node node)
    {
        _done.Add(node);
        Order.Add(node);
        foreach (Node input in node.Inputs)
            if (Read(node, input) is { } read) _readers[read]--;
    }

    // A view computes nothing: who uses it reads the variable under it.
    private static Node? Read(Node reader, Node input)
    {
        Node owner = MemoryPlan.Owner(input);
        return owner.Operation is VariableRead && !reader.Operation.IsView ? owner : null;
    }

    private void EmitEffects()
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            if (!IsReady(_waiting[i])) continue;
            Node effect = _waiting[i];
            _waiting.RemoveAt(i);
            Emit(effect);
            i = -1;
        }
    }

    private bool IsReady(Node effect)
    {
        for (int i = 0; i < effect.Inputs.Length; i++)
        {
            Node input = effect.Inputs[i];
            if (!_done.Contains(input)) return false;
            if ((effect.Operation.Writes >> i & 1) != 0 && _readers[input] > 1) return false;
        }
        return true;
    }
}
