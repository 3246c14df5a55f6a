using Keratin.Core;

namespace Keratin;

/// <summary>
/// Layers with a way to train them. Compile it, fit it, evaluate it, predict with it. A model is a layer too, so it can
/// be a layer of another model. Made of inputs and outputs it has any form: branches, several inputs and outputs, layers
/// that are used more than once; a <see cref="Sequential"/> is one row of layers.
/// </summary>
/// <remarks>
/// Training is exclusive. <c>Predict</c> and <c>Evaluate</c> may be called from any number of threads at
/// once; while the model is being fitted or given weights by another thread they wait, and never see a mixture. (That
/// holds for each model by itself: while one is fitted, the models inside of it and around it are not to be used.)
/// </remarks>
/// <example>
/// <code>
/// var title = new Input([100], name: "title");
/// var body = new Input([200], name: "body");
/// KerasTensor h = new Concatenate().Call(new Dense(32, activation: "relu").Call(title), new Dense(32, activation: "relu").Call(body));
/// var model = new Model(
///     inputs: [title, body],
///     outputs: [new Dense(1, activation: "sigmoid", name: "priority").Call(h), new Dense(4, activation: "softmax", name: "department").Call(h)]);
/// </code>
/// </example>
// The only class that is inherited from and not abstract: a Sequential is a model with another way to be put together,
// and all that they share stands here.
public partial class Model : Layer, IFromConfig<Model>
{
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.SupportsRecursion);
    private readonly PlanCache _plans;
    private readonly Topology _topology;
    // Whether one array goes in and one comes out.
    private readonly bool _isPlain;
    private int _threads = Environment.ProcessorCount;

    /// <summary>Makes a model of what lies between inputs and outputs.</summary>
    /// <param name="inputs">What goes in: <see cref="Input"/>s, in the order in which data will be given.</param>
    /// <param name="outputs">What comes out, in the order in which targets will be given.</param>
    /// <param name="seed">What all random numbers of the model are made of; left out, it is drawn (<see cref="RandomSeed"/>).</param>
    /// <param name="name">The model's name; default: <c>functional</c>.</param>
    /// <exception cref="ArgumentException">An output needs an input that is not given, an input is not needed, or two layers have the same name.</exception>
    /// <exception cref="InvalidOperationException">A layer belongs to another model.</exception>
    public Model(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, int? seed = null, string? name = null)
        : this(new LayerGraph(inputs, outputs), seed, name)
    {
    }

    /// <summary>Makes a model with one input and one output.</summary>
    /// <param name="inputs">What goes in.</param>
    /// <param name="outputs">What comes out.</param>
    /// <param name="seed">What all random numbers of the model are made of; left out, it is drawn (<see cref="RandomSeed"/>).</param>
    /// <param name="name">The model's name; default: <c>functional</c>.</param>
    /// <exception cref="ArgumentException">The output needs another input, or two layers have the same name.</exception>
    /// <exception cref="InvalidOperationException">A layer belongs to another model.</exception>
    public Model(KerasTensor inputs, KerasTensor outputs, int? seed = null, string? name = null)
        : this([inputs], [outputs], seed, name)
    {
    }

    private Model(LayerGraph graph, int? seed, string? name, bool build = true)
        : this((Topology)graph, seed, name)
    {
        var joined = new List<Layer>();
        try
        {
            graph.EnsureNames();
            foreach (Layer layer in graph.Layers)
            {
                layer.Join(this);
                joined.Add(layer);
            }
            if (build) BuildIfKnown();
        }
        catch
        {
            foreach (Layer layer in joined) layer.Leave();
            throw;
        }
    }

    private protected Model(Topology topology, int? seed, string? name)
        : base(name)
    {
        _topology = topology;
        _isPlain = topology.InputNames.Count == 1 && topology.OutputNames.Count == 1;
        if (seed < 0) throw new ArgumentOutOfRangeException(nameof(seed), $"A seed must be zero or positive but was {seed}.");
        HasOwnSeed = seed is not null;
        Seed = seed ?? RandomSeed.Next();
        _plans = new PlanCache(this);
    }

    /// <summary>
    /// What all random numbers of this model are made of: first weights, order of rows, dropout. Same seed, same data,
    /// same calls: same weights to the last bit, whatever the number of threads. Inside of another model, a model that
    /// was not given a seed draws from the outer one's from then on.
    /// </summary>
    public int Seed { get; private set; }

    /// <summary>The most threads that work on one call; default: the machine's processors. It changes no result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set below 1.</exception>
    public int Threads
    {
        get => _threads;
        set => _threads = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"A model needs at least 1 thread but got {value}.");
    }

    /// <summary>
    /// The layers, in order, without the <see cref="Input"/>s. Of a model made of inputs and outputs they are in Keras's
    /// order: the more calls lie between a layer and the outputs, the earlier it comes.
    /// </summary>
    public IReadOnlyList<Layer> Layers => _topology.Layers;

    /// <summary>The names of the inputs, in order.</summary>
    public IReadOnlyList<string> InputNames => _topology.InputNames;

    /// <summary>The names of the outputs, in order: those of the layers that make them.</summary>
    public IReadOnlyList<string> OutputNames => _topology.OutputNames;

    /// <summary>The shapes of the inputs, batch first, in order; empty until they are known.</summary>
    public IReadOnlyList<Shape> InputShapes => InputShape is { } shape && _topology.InputNames.Count == 1 ? [shape] : _topology.StatedInputs ?? [];

    /// <summary>The shapes of the outputs, batch first, in order; empty until the model is built.</summary>
    public IReadOnlyList<Shape> OutputShapes { get; private set; } = [];

    /// <summary>The output's shape, batch first, of several the first's; null until the model is built.</summary>
    public Shape? OutputShape { get; private set; }

    /// <summary>What the model is trained by; null before <c>Compile</c>.</summary>
    public Optimizer? Optimizer => Compilation?.Optimizer;

    /// <summary>What is reported beside the loss, in the order of <c>Compile</c>.</summary>
    public IReadOnlyList<Metric> Metrics => Compilation is null ? [] : [.. Compilation.Goals.SelectMany(goal => goal.Metrics.Concat(goal.WeightedMetrics))];

    /// <summary>Set by a callback to end training after the present batch.</summary>
    public bool StopTraining { get; set; }

    /// <summary>What the last <c>Fit</c> recorded; null before the first.</summary>
    public History? History { get; private set; }

    internal Compilation? Compilation { get; private set; }

    internal override IReadOnlyList<Layer> Parts => Layers;

    /// <summary>Whether the seed was given, not drawn.</summary>
    internal bool HasOwnSeed { get; private set; }

    /// <summary>Whether dense inputs that are mostly zeros are compressed. Off only to measure the dense kernels.</summary>
    internal bool CompressInputs { get; set; } = true;

    /// <summary>Copies of all weights, in the order of <see cref="Layer.Weights"/>.</summary>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public NDArray[] GetWeights()
    {
        RequireBuilt("GetWeights");
        _gate.EnterReadLock();
        try
        {
            return [.. Weights.Select(weight => new NDArray(weight.Values.ToArray(), weight.Shape))];
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Copies values into all weights, in the order of <see cref="Layer.Weights"/>. Nothing is changed if one does not fit.</summary>
    /// <param name="weights">One array per weight, of its shape.</param>
    /// <exception cref="ArgumentException">There are more or fewer arrays than weights, or a shape differs.</exception>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public void SetWeights(IReadOnlyList<NDArray> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        RequireBuilt("SetWeights");
        IReadOnlyList<Variable> own = Weights;
        if (weights.Count != own.Count) throw new ArgumentException($"{this} has {own.Count} weights but SetWeights got {weights.Count} arrays.", nameof(weights));
        for (int i = 0; i < own.Count; i++)
            if (weights[i] is null) throw new ArgumentException($"Array {i} for SetWeights is null: the weight \"{own[i].Name}\" needs one of shape {own[i].Shape}.", nameof(weights));
            else if (weights[i].Shape != own[i].Shape) throw new ArgumentException($"The weight \"{own[i].Name}\" of {this} has the shape {own[i].Shape} but array {i} has {weights[i].Shape}.", nameof(weights));
        _gate.EnterWriteLock();
        try
        {
            for (int i = 0; i < own.Count; i++) weights[i].ToDense().Values.CopyTo(own[i].Values);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>
    /// Puts back the weights that the model began with, and forgets what the optimizer has kept: training begins anew,
    /// and goes the same way with the same data. The learning rate becomes the one that the optimizer had when the first
    /// training began, whatever callbacks or you have set since then. The statistics of a <see cref="Normalization"/>
    /// stay, because no training made them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public void ResetWeights()
    {
        RequireBuilt(nameof(ResetWeights));
        _gate.EnterWriteLock();
        try
        {
            RestoreFirstValues();
            Optimizer?.Reset();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Writes the layers, their output shapes and their numbers of weights as Keras does.</summary>
    /// <param name="writer">Where to; default: the console.</param>
    public void Summary(TextWriter? writer = null) => ModelSummary.Write(this, writer ?? Console.Out);

    /// <summary>
    /// A model of the same layers with weights of its own, which are not trained; it has to be compiled. To copy the
    /// weights as well: <c>clone.SetWeights(model.GetWeights())</c>.
    /// </summary>
    /// <param name="seed">What its random numbers are made of; left out, it is drawn (<see cref="RandomSeed"/>).</param>
    /// <returns>The new model, of the same name; built where this one is.</returns>
    /// <remarks>Layers of your own are copied field by field, without their weights; what they refer to is shared.</remarks>
    public virtual Model Clone(int? seed = null) => WithLayersOfItsOwn(seed, build: true);

    internal override Layer Copy() => WithLayersOfItsOwn(HasOwnSeed ? Seed : null, build: false);

    private Model WithLayersOfItsOwn(int? seed, bool build)
    {
        var copy = new Model(((LayerGraph)_topology).Copy(), seed, Name, build);
        copy.TrainAs(this);
        return copy;
    }

    internal override string ClassName => "Functional";

    internal override bool ReadsSparseRows => ReadsSparse(0);

    internal override Lookup? Lookup => LookupOf(0);

    /// <summary>How the layers hang together, for those who print or save it.</summary>
    internal Topology Topology => _topology;

    /// <summary>Whether an input is read by matrix products alone, so that sparse rows need not be spread out.</summary>
    internal bool ReadsSparse(int input) => _topology.ReadsSparseRows(input);

    /// <summary>What is asked of an input's numbers where a layer looks them up in a table.</summary>
    internal Lookup? LookupOf(int input) => _topology.LookupOf(input);

    internal override void Check(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count != InputNames.Count)
            throw new ArgumentException($"{this} has {Counted(InputNames, "input")} but was called with {inputs.Count}: give it one value for each.");
        base.Check([inputs[0]]);
    }

    /// <summary>Writes the model as graph; layers that have no weights yet make them.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="training">Whether for training.</param>
    /// <param name="iteration">The counter of steps.</param>
    internal TracedModel Trace(Node[] inputs, bool training, Variable iteration)
    {
        var outputs = new List<(Layer Layer, Node Output)>();
        var context = new LayerContext(training, (uint)Seed, layerIndex: 0, iteration, Compilation?.Frozen);
        Node[] results = _topology.Call(this, inputs, context, (uint)Seed, (layer, y) => outputs.Add((layer, y)));
        return new TracedModel(results, outputs, context.Effects, context.Losses);
    }

    /// <summary>Makes the weights for inputs of the given shapes, if they have not been made.</summary>
    /// <param name="inputs">The inputs' shapes; the first axis of each is taken for the batch.</param>
    /// <param name="check">Looks at the outputs' shapes and throws where they will not do; then no weights are left behind.</param>
    internal void BuildFor(IReadOnlyList<Shape> inputs, Action<IReadOnlyList<Shape>>? check = null)
    {
        if (Built) return;
        Shape[] shapes = [.. inputs.Select(input => input[1..].Prepend(Shape.Batch))];
        Node[] x = [.. shapes.Select(shape => new Node(new Placeholder("x", shape)))];
        Layer[] unbuilt = [.. Flattened.Where(layer => !layer.Built)];
        try
        {
            Shape[] outputs = [.. Trace(x, training: false, _plans.NoIteration).Outputs.Select(output => output.Shape)];
            check?.Invoke(outputs);
            SetOutputs(outputs);
            MarkBuilt(shapes[0]);
        }
        finally
        {
            if (!Built) Array.ForEach(unbuilt, layer => layer.Unbuild());
        }
    }

    /// <summary>Gives a model that has just been read its seed, and models inside of it theirs, and makes the weights anew that follow from them.</summary>
    internal void Reseed(int seed, IReadOnlyList<(Model Model, int Seed)> nested)
    {
        IReadOnlyList<Shape> inputs = InputShapes;
        foreach (Layer layer in Flattened) layer.Unbuild();
        TakeSeeds(seed, nested);
        BuildFor(inputs);
    }

    /// <summary>Gives this model and some inside of it their seeds, and leaves the weights as they are.</summary>
    internal void TakeSeeds(int seed, IReadOnlyList<(Model Model, int Seed)> nested)
    {
        foreach ((Model model, int own) in nested.Prepend((this, seed))) (model.Seed, model.HasOwnSeed) = (own, true);
        // Their seeds are written into the plans.
        _plans.Clear();
    }

    /// <summary>Writes the model as a layer of another.</summary>
    protected sealed override Node Call(Node x, LayerContext context) => Write([x], context)[0];

    private protected sealed override Node[] Write(Node[] inputs, LayerContext context)
    {
        Node[] outputs = _topology.Call(this, inputs, context, HasOwnSeed ? (uint)Seed : context.Key(RandomPurpose.NestedModel), (_, _) => { });
        SetOutputs([.. outputs.Select(output => output.Shape)]);
        return outputs;
    }

    /// <summary>Forgets how the model was to be trained, because its weights are no longer the same.</summary>
    private protected void Decompile() => Compilation = null;

    /// <summary>Builds as soon as the model says itself what its input is.</summary>
    private protected void BuildIfKnown()
    {
        if (_topology.StatedInputs is { } shapes && Layers.Count > 0) BuildFor(shapes);
    }

    /// <summary>Forgets what follows from the layers, because they change; the layers keep their weights.</summary>
    internal override void Unbuild()
    {
        base.Unbuild();
        SetOutputs([]);
        _plans.Clear();
    }

    private void SetOutputs(IReadOnlyList<Shape> shapes) => (OutputShapes, OutputShape) = (shapes, shapes.Count > 0 ? shapes[0] : null);

    /// <summary>Inputs or outputs in words: 2 inputs (title, body).</summary>
    internal static string Counted(IReadOnlyList<string> names, string noun) => $"{names.Count} {noun}{(names.Count == 1 ? "" : "s")} ({string.Join(", ", names)})";

    // What is offered for one array in and one out.
    private void RequirePlain(string call)
    {
        if (!_isPlain) throw new InvalidOperationException($"{this} has {Counted(InputNames, "input")} and {Counted(OutputNames, "output")}, so {call} needs a list of arrays: {call}([…]) with one for each input.");
    }

    private void RequireBuilt(string call)
    {
        if (!Built) throw new InvalidOperationException($"{this} has no weights yet, so {call} has nothing to work on: fit it first, or state inputShape in its first layer.");
    }

    private Compilation RequireCompiled(string call) =>
        Compilation ?? throw new InvalidOperationException($"{this} must be compiled before {call}: call model.Compile(optimizer: \"rmsprop\", loss: …) first.");
}
