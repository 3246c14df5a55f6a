using System.Globalization;
using System.Text;

namespace Keratin.Core;

/// <summary>Writes a graph as text, one node a line: <c>%3 = MatMul(None, 64) of %1, dense/kernel</c>.</summary>
public static class GraphPrinter
{
    /// <summary>The text of a graph, each node after its inputs.</summary>
    public static string Print(Graph graph)
    {
        var names = new Dictionary<Node, string>();
        var text = new StringBuilder();
        foreach (Node node in graph.Sorted())
        {
            if (node.Operation is VariableRead read)
            {
                names[node] = read.Variable.Name;
                continue;
            }
            names[node] = string.Create(CultureInfo.InvariantCulture, $"%{names.Count}");
            text.Append(names[node]).Append(" = ").Append(node);
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                text.Append(i == 0 ? " of " : ", ").Append(names[node.Inputs[i]]);
                if ((node.Operation.Writes >> i & 1) != 0) text.Append('!');
            }
            text.Append('\n');
        }
        if (graph.Guard is not null) text.Append("guard ").Append(names[graph.Guard]).Append('\n');
        foreach (Node output in graph.Outputs) text.Append("output ").Append(names[output]).Append('\n');
        return text.ToString();
    }
}
