using Keratin.Core;

namespace Keratin.Probe;

/// <summary>Trains a <see cref="Network"/> on rows in a fixed order, the last batch of a pass being what is left.</summary>
internal sealed class Training
{
    private readonly Plan _plan;
    private readonly RowFeed _x;
    private readonly RowFeed _truth;
    private readonly ThreadTeam? _team;
    private readonly int[] _order;
    private readonly int _batch;
    private int _next;

    public Training(Network network, NDArray x, NDArray truth, int batch, bool fuse, ThreadTeam? team = null, bool poison = false)
    {
        Graph graph = fuse ? Fusion.Run(network.Graph, verify: true) : network.Graph;
        GraphVerifier.Verify(graph);
        _plan = new Plan(graph, batch, CpuBackend.Instance);
        if (poison) _plan.Poison();
        _team = team;
        _batch = batch;
        _x = _plan.Feed(network.X);
        _x.Bind(x);
        _truth = _plan.Feed(network.Truth);
        _truth.Bind(truth);
        _order = new int[x.Length];
        RandomBits.Permute(7, _order);
    }

    /// <summary>Makes some steps.</summary>
    /// <returns>Whether every loss was finite.</returns>
    public bool Run(int steps)
    {
        bool finite = true;
        for (int step = 0; step < steps; step++)
        {
            ReadOnlySpan<int> rows = _order.AsSpan(_next, Math.Min(_batch, _order.Length - _next));
            _x.Load(rows);
            _truth.Load(rows);
            finite &= _plan.Run(rows.Length, _team);
            _next = (_next + rows.Length) % _order.Length;
        }
        return finite;
    }
}
