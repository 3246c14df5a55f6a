using System.Globalization;
using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// A graph made ready to run: an array of steps over one arena. Running allocates nothing. A plan is used by one
/// caller at a time; it borrows the variables.
/// </summary>
internal sealed unsafe class Plan
{
    private readonly Step[] _steps;
    private readonly int _guardSteps;
    private readonly float* _guard;
    private readonly AlignedMemory _arena;
    private readonly MemoryPlan _memory;
    private readonly Dictionary<Node, RowFeed> _feeds = [];
    private readonly List<Step> _building = [];
    private readonly List<AlignedMemory> _scratch = [];
    private readonly List<Node> _order;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">A legal graph, fused or not.</param>
    /// <param name="maxRows">The most rows of a batch.</param>
    /// <param name="backend">Who makes the steps.</param>
    public Plan(Graph graph, int maxRows, IBackend backend)
    {
        MaxRows = maxRows;
        var schedule = new Schedule(graph);
        _order = schedule.Order;
        _memory = new MemoryPlan(graph, _order, maxRows);
        MemoryLimit.Require(_memory.Bytes, string.Create(CultureInfo.InvariantCulture, $"what a step of {maxRows:N0} rows computes with beside the weights"), "use smaller batches or smaller layers");
        _arena = new AlignedMemory(_memory.Bytes);
        WriteConstants();
        ILowering lowering = backend.Lower(this);
        for (int i = 0; i < _order.Count; i++)
        {
            _order[i].Operation.Lower(_order[i], lowering);
            if (i + 1 == schedule.GuardEnd) _guardSteps = _building.Count;
        }
        _steps = [.. _building];
        foreach (Node output in graph.Outputs) _ = Pointer(output);
        if (graph.Guard is not null) _guard = Pointer(graph.Guard);
    }

    /// <summary>The most rows that <see cref="Run"/> takes.</summary>
    public int MaxRows { get; }

    /// <summary>The size of the arena in bytes.</summary>
    public long ArenaBytes => _memory.Bytes;

    /// <summary>The steps in order, for people and profilers.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    /// <summary>Runs all steps on the rows that were fed.</summary>
    /// <param name="rows">How many rows, at most <see cref="MaxRows"/>.</param>
    /// <param name="team">The threads that share large steps; none means the caller's alone.</param>
    /// <returns>False when the guard was not finite: then no effect has happened.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Run(int rows, ThreadTeam? team)
    {
        RunSteps(0, _guardSteps, rows, team);
        if (_guard != null && !float.IsFinite(*_guard)) return false;
        RunSteps(_guardSteps, _steps.Length, rows, team);
        return true;
    }

    /// <summary>
    /// The value of an output node after a run: the first <paramref name="rows"/> rows. Of an input node it is the memory
    /// that the plan reads until other rows are fed.
    /// </summary>
    public Span<float> Value(Node node, int rows) => new(Pointer(node), checked((int)node.Shape.Elements(rows)));

    /// <summary>Where data enters.</summary>
    /// <param name="input">A node of the graph whose operation is <see cref="Placeholder"/>.</param>
    public RowFeed Feed(Node input)
    {
        if (!_feeds.TryGetValue(input, out RowFeed? feed))
            _feeds[input] = feed = new RowFeed(input.Shape, MaxRows, ((Placeholder)input.Operation).IsSparse);
        return feed;
    }

    /// <summary>Where a node's value lies. Whoever asks for an input's place has its rows copied there.</summary>
    internal float* Pointer(Node node)
    {
        node = MemoryPlan.Owner(node);
        if (node.Operation is Placeholder { IsSparse: false }) return Feed(node).Batch;
        if (node.Operation is VariableRead read) return (float*)read.Variable.Pointer;
        return _memory.TryGetOffset(node, out long offset) ? (float*)(_arena.Pointer + offset)
            : throw new InvalidOperationException($"{node} has no memory of its own in this plan.");
    }

    /// <summary>Memory of a step's own for as long as the plan lives.</summary>
    internal float* Scratch(long elements)
    {
        var memory = new AlignedMemory(elements * sizeof(float));
        _scratch.Add(memory);
        return (float*)memory.Pointer;
    }

    /// <summary>Appends a step. Called by the backend while the plan is made.</summary>
    internal void Add(Step step, Node node)
    {
        step.Node = node;
        _building.Add(step);
    }

    /// <summary>Fills the arena and the inputs with NaN, so that a test sees a value that is read before it was written.</summary>
    internal void Poison()
    {
        foreach (RowFeed feed in _feeds.Values) feed.Poison();
        new Span<float>(_arena.Pointer, (int)(ArenaBytes / sizeof(float))).Fill(float.NaN);
        WriteConstants();
    }

    private void WriteConstants()
    {
        foreach (Node node in _order)
            if (node.Operation is Literal constant) *Pointer(node) = constant.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunSteps(int from, int to, int rows, ThreadTeam? team)
    {
        Step[] steps = _steps;
        if (team is null)
        {
            for (int i = from; i < to; i++) steps[i].Run(rows);
            return;
        }
        for (int i = from; i < to; i++)
        {
            int chunks = steps[i].Chunks(rows);
            if (chunks < 2) steps[i].Run(rows);
            else team.Run(steps[i], rows, chunks);
        }
    }
}
