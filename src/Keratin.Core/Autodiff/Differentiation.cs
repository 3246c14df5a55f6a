namespace Keratin.Core;

/// <summary>
/// Reverse-mode differentiation, from graph to graph: walks from the loss to the weights, asks each operation for its
/// rule, and adds what flows together. It knows no operation but addition.
/// </summary>
public static class Differentiation
{
    /// <summary>The gradients of a loss by some variables, as nodes.</summary>
    /// <param name="loss">A single number.</param>
    /// <param name="variables">What to differentiate by.</param>
    /// <returns>One node per variable, of its shape.</returns>
    /// <exception cref="InvalidOperationException">The loss does not depend on a variable, or an operation between them has no gradient.</exception>
    public static Node[] Gradients(Node loss, IReadOnlyList<Variable> variables)
    {
        List<Node> order = Graph.Sorted(loss);
        var depends = new HashSet<Node>();
        foreach (Variable variable in variables) depends.Add(variable.Read);
        foreach (Node node in order)
            foreach (Node input in node.Inputs)
                if (depends.Contains(input)) depends.Add(node);

        var gradients = new Dictionary<Node, Node> { [loss] = new(new Literal(1)) };
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Node node = order[i];
            if (node.Inputs.IsEmpty || !depends.Contains(node) || !gradients.TryGetValue(node, out Node? gradient)) continue;
            Node?[] flows = node.Operation.Gradient(node, gradient);
            for (int k = 0; k < flows.Length; k++)
            {
                Node input = node.Inputs[k];
                if (flows[k] is not { } flow || !depends.Contains(input)) continue;
                gradients[input] = gradients.TryGetValue(input, out Node? sum) ? new Node(new Add(), sum, flow) : flow;
            }
        }

        var result = new Node[variables.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = gradients.GetValueOrDefault(variables[i].Read)
                ?? throw new InvalidOperationException($"The loss does not depend on the weight \"{variables[i].Name}\", so it cannot be trained.");
        }
        return result;
    }
}
