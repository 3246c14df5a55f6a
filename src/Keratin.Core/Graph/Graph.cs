namespace Keratin.Core;

/// <summary>What a plan computes: values to hand out, and effects on variables.</summary>
/// <param name="outputs">The values to hand out.</param>
/// <param name="effects">The nodes that write variables.</param>
/// <param name="guard">A single number that must be finite before any effect happens: the loss. May be missing.</param>
public sealed class Graph(Node[] outputs, Node[] effects, Node? guard = null)
{
    /// <summary>The values to hand out.</summary>
    public IReadOnlyList<Node> Outputs { get; } = outputs;

    /// <summary>The nodes that write variables. Each happens after every other read of what it writes.</summary>
    public IReadOnlyList<Node> Effects { get; } = effects;

    /// <summary>A single number that must be finite before any effect happens.</summary>
    public Node? Guard { get; } = guard;

    /// <summary>All nodes, each after its inputs; what the guard needs comes first.</summary>
    public List<Node> Sorted()
    {
        var order = new List<Node>();
        var seen = new HashSet<Node>();
        if (Guard is not null) Visit(Guard, seen, order);
        foreach (Node node in Outputs) Visit(node, seen, order);
        foreach (Node node in Effects) Visit(node, seen, order);
        return order;
    }

    internal static List<Node> Sorted(Node root)
    {
        var order = new List<Node>();
        Visit(root, [], order);
        return order;
    }

    // Its own stack instead of recursion, so that a very deep model cannot overflow the thread's.
    private static void Visit(Node root, HashSet<Node> seen, List<Node> order)
    {
        if (!seen.Add(root)) return;
        var stack = new Stack<(Node Node, int Next)>();
        stack.Push((root, 0));
        while (stack.TryPop(out (Node Node, int Next) top))
        {
            if (top.Next == top.Node.Inputs.Length)
            {
                order.Add(top.Node);
                continue;
            }
            stack.Push((top.Node, top.Next + 1));
            Node input = top.Node.Inputs[top.Next];
            if (seen.Add(input)) stack.Push((input, 0));
        }
    }
}
