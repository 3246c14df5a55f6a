using Keratin.Core;

namespace Keratin;

/// <summary>A model made ready for one phase: from data in, through one plan, to totals or outputs.</summary>
internal sealed class PhasePlan
{
    private readonly Plan _plan;
    private readonly Node _output;
    private readonly RowFeed _x;
    private readonly RowFeed? _y;

    /// <summary>A plan for training or evaluation.</summary>
    /// <param name="model">A compiled model.</param>
    /// <param name="key">What the plan depends on; it has targets.</param>
    /// <param name="noIteration">Stands for the counter of steps where no step is made.</param>
    public PhasePlan(Model model, PlanKey key, Variable noIteration)
    {
        Graph? graph = null;
        Node? x = null, y = null;
        // Rows may stay sparse where only products read them; else they are spread out as the batch is loaded.
        foreach (bool sparse in key.IsSparse ? (bool[])[true, false] : [false])
        {
            x = new Node(new Placeholder("x", key.Input, sparse));
            y = new Node(new Placeholder("y", key.Truth!));
            graph = Trace(model, key.Phase, x, y, noIteration);
            if (!sparse || OnlyProductsRead(x, graph)) break;
        }
        (_plan, _output, _x) = Prepare(Fusion.Run(graph!), x!, key.MaxRows);
        _y = _plan.Feed(y!);
        Inputs = [x!, y!];
        SharesWork = WorthSharing();
    }

    /// <summary>A plan for prediction.</summary>
    /// <param name="fused">A fused graph whose first output is wanted.</param>
    /// <param name="x">Its input.</param>
    /// <param name="maxRows">The most rows of a batch.</param>
    public PhasePlan(Graph fused, Node x, int maxRows)
    {
        (_plan, _output, _x) = Prepare(fused, x, maxRows);
        Inputs = [x];
        SharesWork = WorthSharing();
    }

    /// <summary>The nodes where data enter: the rows, then the targets if there are any.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>The steps of a batch, for a profiler.</summary>
    public IReadOnlyList<Step> Steps => _plan.Steps;

    /// <summary>The loss and the metrics; empty for prediction.</summary>
    public IReadOnlyList<Total> Totals { get; private set; } = [];

    /// <summary>How many rows have been added to the totals.</summary>
    public long Rows { get; private set; }

    /// <summary>The most rows of a batch.</summary>
    public int MaxRows => _plan.MaxRows;

    /// <summary>Whether a full batch is worth several threads.</summary>
    public bool SharesWork { get; }

    /// <summary>Where the inputs enter.</summary>
    public RowFeed Input => _x;

    /// <summary>Chooses the data, and starts the totals again.</summary>
    public void Bind(NDArray x, NDArray? y)
    {
        _x.Bind(x);
        if (y is not null) _y!.Bind(y);
        Reset();
    }

    /// <summary>Lets go of the data.</summary>
    public void Release()
    {
        _x.Release();
        _y?.Release();
    }

    /// <summary>Starts the totals again.</summary>
    public void Reset()
    {
        Rows = 0;
        foreach (Total total in Totals) total.Reset();
    }

    /// <summary>Runs one batch.</summary>
    /// <param name="order">The rows of the bound data.</param>
    /// <param name="team">The threads that share it.</param>
    /// <returns>False where the loss was not finite: then nothing has changed.</returns>
    public bool Run(ReadOnlySpan<int> order, ThreadTeam? team)
    {
        Load(order, team);
        if (!_plan.Run(order.Length, team)) return false;
        Rows += order.Length;
        return true;
    }

    /// <summary>Brings a batch in without running it.</summary>
    /// <param name="order">The rows of the bound data.</param>
    /// <param name="team">The threads that share it.</param>
    public void Load(ReadOnlySpan<int> order, ThreadTeam? team)
    {
        _x.Load(order, team);
        _y?.Load(order);
    }

    /// <summary>Runs a prediction on rows that have been loaded into <see cref="Input"/>.</summary>
    public void RunLoaded(int rows, ThreadTeam? team) => _plan.Run(rows, team);

    /// <summary>The outputs of all rows of some data.</summary>
    /// <param name="x">The data.</param>
    /// <param name="output">The shape of the model's outputs, batch first.</param>
    /// <param name="team">The threads that share the work.</param>
    public NDArray Predict(NDArray x, Shape output, ThreadTeam? team)
    {
        Shape shape = output[1..].Prepend(x.Length);
        float[] values = GC.AllocateUninitializedArray<float>(shape.Size);
        int[] order = [.. Enumerable.Range(0, x.Length)];
        Bind(x, null);
        for (int start = 0; start < x.Length; start += MaxRows)
        {
            int rows = Math.Min(MaxRows, x.Length - start);
            Run(order.AsSpan(start, rows), team);
            Output(rows).CopyTo(values.AsSpan(start * output.Size));
        }
        Release();
        return new NDArray(values, shape);
    }

    /// <summary>The model's output for the rows of the last batch.</summary>
    public ReadOnlySpan<float> Output(int rows) => _plan.Value(_output, rows);

    /// <summary>The means so far, by name.</summary>
    public void Report(IDictionary<string, double> logs, string prefix = "")
    {
        foreach (Total total in Totals) logs[prefix + total.Name] = total.Mean(Rows);
    }

    /// <summary>The means so far, in the order of Compile.</summary>
    public Evaluation ToEvaluation() => new(Totals.Select(total => (total.Name, total.Mean(Rows))));

    private Graph Trace(Model model, Phase phase, Node x, Node y, Variable noIteration)
    {
        Variable iteration = model.Optimizer?.Iteration ?? noIteration;
        TracedModel traced = model.Trace(x, phase == Phase.Train, iteration);
        Node output = traced.Output;
        (Optimizer optimizer, Loss loss, IReadOnlyList<Metric> metrics, HashSet<Layer> frozen) = model.Compilation!;
        (Node trained, Node reported) = loss.OfBatch(y, output, weights: null);
        var totals = new List<Total> { new("loss", reported) };
        foreach (Metric metric in metrics)
            totals.Add(new Total(metric.Name, metric.Resolve(y.Shape, output.Shape).Call(y, output)));
        Totals = totals;
        var effects = totals.ConvertAll(total => total.Effect);
        if (phase == Phase.Evaluate) return new Graph([output], [.. effects]);

        effects.AddRange(traced.Effects);
        Variable[] weights = [.. model.TrainedWeights(frozen)];
        optimizer.Build(weights);
        Node[] gradients = Differentiation.Gradients(trained, weights);
        for (int i = 0; i < gradients.Length; i++) effects.Add(optimizer.Update(weights[i], gradients[i]));
        effects.Add(new Node(new Increment(), optimizer.Iteration.Read));
        return new Graph([output], [.. effects], guard: trained);
    }

    private static (Plan Plan, Node Output, RowFeed X) Prepare(Graph fused, Node x, int maxRows)
    {
        var plan = new Plan(fused, maxRows, CpuBackend.Instance);
        return (plan, fused.Outputs[0], plan.Feed(x));
    }

    private bool WorthSharing() => _plan.Steps.Any(step => step.Chunks(MaxRows) > 1);

    /// <summary>Whether an input is read by products alone, so that its rows may stay sparse.</summary>
    internal static bool OnlyProductsRead(Node x, Graph graph)
    {
        foreach (Node node in graph.Sorted())
            for (int i = 0; i < node.Inputs.Length; i++)
                if (node.Inputs[i] == x && !(i == 0 && node.Operation is MatMul { TransposeSecond: false } && x.Shape.Rank == 2)) return false;
        return graph.Outputs[0] != x;
    }
}
