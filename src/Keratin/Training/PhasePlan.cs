using System.Runtime.CompilerServices;
using Keratin.Core;

namespace Keratin;

/// <summary>A model made ready for training or evaluation: from data in, through one plan, to totals.</summary>
internal sealed class PhasePlan
{
    private readonly Plan _plan;
    private readonly Plan? _constraints;
    private readonly RowFeed[] _x;
    private readonly RowFeed[] _y;
    private readonly RowFeed? _weights;
    private readonly Node[] _outputs;
    private readonly Optimizer? _optimizer;

    /// <summary>A plan for training, evaluation or prediction.</summary>
    /// <param name="model">A model, compiled where it is not for prediction.</param>
    /// <param name="key">What the plan depends on.</param>
    /// <param name="noIteration">Stands for the counter of steps where no step is made.</param>
    public PhasePlan(Model model, PlanKey key, Variable noIteration)
    {
        Node? weights = key.IsWeighted ? new Node(new Placeholder("weights", [Shape.Batch])) : null;
        // Rows may stay sparse where only products read them; else they are spread out as the batch is loaded.
        bool[] sparse = key.IsSparse;
        (Graph graph, Node[] inputs, Node[] truths) = Trace(sparse);
        if (!Array.TrueForAll(inputs, MayStay))
        {
            sparse = Array.ConvertAll(inputs, input => ((Placeholder)input.Operation).IsSparse && MayStay(input));
            (graph, inputs, truths) = Trace(sparse);
        }
        graph = Fusion.Run(graph);
        _plan = new Plan(graph, key.MaxRows, CpuBackend.Instance);
        _x = Array.ConvertAll(inputs, _plan.Feed);
        _y = Array.ConvertAll(truths, _plan.Feed);
        _weights = weights is null ? null : _plan.Feed(weights);
        _outputs = [.. graph.Outputs];
        Inputs = [.. inputs, .. truths, .. weights is null ? (Node[])[] : [weights]];
        _optimizer = key.Phase == Phase.Train ? model.Optimizer : null;
        Node[] constraints = key.Phase == Phase.Train ? [.. model.ConstraintEffects(model.Compilation!.Frozen)] : [];
        if (constraints.Length > 0) _constraints = new Plan(new Graph([], constraints), maxRows: 1, CpuBackend.Instance);
        Steps = [.. _plan.Steps, .. _constraints?.Steps ?? []];
        SharesWork = _plan.Steps.Any(step => step.Chunks(MaxRows) > 1);

        bool MayStay(Node input) => !((Placeholder)input.Operation).IsSparse || OnlyProductsRead(input, graph);

        (Graph, Node[], Node[]) Trace(bool[] sparse)
        {
            Node[] x = Places("x", key.Inputs, sparse), y = Places("y", key.Truths, new bool[key.Truths.Length]);
            return (Write(model, key.Phase, x, y, weights, noIteration), x, y);
        }
    }

    /// <summary>The nodes where data enter: the rows, then the targets, then the weights if there are any.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>The steps of a batch, for a profiler.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>The loss and the metrics.</summary>
    public IReadOnlyList<Total> Totals { get; private set; } = [];

    /// <summary>How many rows have been added to the totals.</summary>
    public long Rows { get; private set; }

    /// <summary>The most rows of a batch.</summary>
    public int MaxRows => _plan.MaxRows;

    /// <summary>Whether a full batch is worth several threads.</summary>
    public bool SharesWork { get; }

    /// <summary>What it costs to bring a batch in.</summary>
    public NodeCost LoadingCost(int rows) =>
        new(0, Inputs.Sum(input => NodeCost.OfLoading(input, rows, _plan.Feed(input).CopiesRows).Bytes));

    /// <summary>Chooses the data.</summary>
    public void Bind(Samples samples)
    {
        for (int i = 0; i < _x.Length; i++) _x[i].Bind(samples.X[i]);
        for (int i = 0; i < _y.Length; i++) _y[i].Bind(samples.Y[i]);
        if (samples.Weights is not null) _weights!.Bind(samples.Weights);
    }

    /// <summary>Lets go of the data.</summary>
    public void Release()
    {
        foreach (RowFeed feed in _x) feed.Release();
        foreach (RowFeed feed in _y) feed.Release();
        _weights?.Release();
    }

    /// <summary>Starts the totals again.</summary>
    public void Reset()
    {
        Rows = 0;
        foreach (Total total in Totals) total.Reset();
    }

    /// <summary>Goes on with the totals of another plan for the same model, phase and targets.</summary>
    public void GoOnFrom(PhasePlan other)
    {
        Rows = other.Rows;
        foreach ((Total own, Total given) in Totals.Zip(other.Totals)) own.GoOnFrom(given.Sums);
    }

    /// <summary>Keeps the totals so far.</summary>
    public void Save(Config state)
    {
        state.Set("rows", Rows);
        var totals = new Config();
        foreach (Total total in Totals) totals.Set(total.Name, NumberList.Write(total.Sums));
        state.SetValue("totals", totals);
    }

    /// <summary>Goes on with totals that were kept.</summary>
    /// <exception cref="InvalidOperationException">They are those of another model.</exception>
    public void GoOnFrom(Config state)
    {
        Rows = state.GetLong("rows");
        foreach (Total total in Totals)
            total.GoOnFrom(state.GetOptionalConfig("totals")?.GetOptionalString(total.Name) is { } sums ? NumberList.Read(sums) : []);
    }

    /// <summary>Runs one batch.</summary>
    /// <param name="order">The rows of the bound data.</param>
    /// <param name="team">The threads that share it.</param>
    /// <returns>False where the loss was not finite: then nothing has changed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public bool Run(ReadOnlySpan<int> order, ThreadTeam? team)
    {
        Load(order, team);
        _optimizer?.BeginStep();
        if (!_plan.Run(order.Length, team)) return false;
        // After the step, because they look at the weights that its updates have left.
        _constraints?.Run(1, team);
        Rows += order.Length;
        return true;
    }

    /// <summary>Brings a batch in without running it.</summary>
    /// <param name="order">The rows of the bound data.</param>
    /// <param name="team">The threads that share it.</param>
    public void Load(ReadOnlySpan<int> order, ThreadTeam? team)
    {
        foreach (RowFeed feed in _x) feed.Load(order, team);
        foreach (RowFeed feed in _y) feed.Load(order);
        _weights?.Load(order);
    }

    /// <summary>One of the model's outputs of the last batch.</summary>
    public ReadOnlySpan<float> Output(int output, int rows) => _plan.Value(_outputs[output], rows);

    /// <summary>The values so far, by name.</summary>
    public void Report(IDictionary<string, double> logs, string prefix = "")
    {
        foreach (Total total in Totals) logs[prefix + total.Name] = total.Value(Rows);
    }

    /// <summary>The values so far, in the order of Compile.</summary>
    public Evaluation ToEvaluation() => new(Totals.Select(total => (total.Name, total.Value(Rows))));

    private Graph Write(Model model, Phase phase, Node[] x, Node[] y, Node? weights, Variable noIteration)
    {
        TracedModel traced = model.Trace(x, phase == Phase.Train, model.Optimizer?.Iteration ?? noIteration);
        if (phase == Phase.Predict) return new Graph(traced.Outputs, []);
        Objective objective = Objective.Of(model, traced, y, weights);
        Totals = objective.Totals;
        List<Node> effects = [.. Totals.SelectMany(total => total.Effects)];
        if (phase == Phase.Evaluate) return new Graph(traced.Outputs, [.. effects]);

        effects.AddRange(traced.Effects);
        Compilation compilation = model.Compilation!;
        Optimizer optimizer = compilation.Optimizer;
        Variable[] variables = [.. model.TrainedWeights(compilation.Frozen)];
        optimizer.Build(variables);
        Node[] gradients = Differentiation.Gradients(objective.Loss, variables);
        effects.AddRange(optimizer.Effects(variables, gradients));
        return new Graph(traced.Outputs, [.. effects], guard: objective.Loss);
    }

    // x; with several x0, x1, …
    private static Node[] Places(string name, Shape[] shapes, bool[] sparse) =>
        [.. shapes.Select((shape, i) => new Node(new Placeholder(shapes.Length == 1 ? name : FormattableString.Invariant($"{name}{i}"), shape, sparse[i])))];

    /// <summary>Whether an input is read by products alone, so that its rows may stay sparse.</summary>
    internal static bool OnlyProductsRead(Node x, Graph graph)
    {
        foreach (Node node in graph.Sorted())
            for (int i = 0; i < node.Inputs.Length; i++)
                if (node.Inputs[i] == x && !(i == 0 && node.Operation is MatMul { TransposeSecond: false } && x.Shape.Rank == 2)) return false;
        return !graph.Outputs.Contains(x);
    }
}
