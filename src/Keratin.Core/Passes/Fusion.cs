namespace Keratin.Core;

/// <summary>All passes, in the order in which they run. Fusion changes speed, never a bit.</summary>
public static class Fusion
{
    /// <summary>Runs every pass; the graph is verified after each in debug builds of the library's tests.</summary>
    /// <param name="graph">The graph as traced and differentiated.</param>
    /// <param name="verify">Check the graph after each pass.</param>
    public static Graph Run(Graph graph, bool verify = false)
    {
        foreach (Pass pass in (Pass[])[new FuseBias(), new FusePenalty(), new FuseCombine(), new FuseUpdate()])
        {
            graph = pass.Run(graph);
            if (verify) GraphVerifier.Verify(graph);
        }
        return graph;
    }
}
