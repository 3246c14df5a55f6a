using Keratin.Core;

namespace Keratin.Benchmarks;

/// <summary>A plan of one operation, with inputs that lie ready in its memory: what is timed is its kernel.</summary>
internal sealed class MicroPlan
{
    private readonly Plan _plan;
    private readonly int _rows;
    private readonly ThreadTeam? _team;

    /// <summary>Prepares a graph and fills its inputs with numbers around zero.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="threads">How many threads share a run.</param>
    /// <param name="inputs">The inputs, none of them sparse.</param>
    public MicroPlan(Graph graph, int rows, int threads, params ReadOnlySpan<Node> inputs)
    {
        _plan = new Plan(graph, rows, CpuBackend.Instance);
        _rows = rows;
        _team = ThreadTeam.Rent(threads);
        var random = new Random(1);
        foreach (Node input in inputs)
            foreach (ref float value in _plan.Value(input, rows)) value = random.NextSingle() - 0.5f;
    }

    /// <summary>Runs it once.</summary>
    public bool Run() => _plan.Run(_rows, _team);
}
