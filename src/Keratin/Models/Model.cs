using Keratin.Core;

namespace Keratin;

/// <summary>
/// Layers with a way to train them. Compile it, fit it, evaluate it, predict with it. A model is a layer too, so it can
/// be a layer of another model.
/// </summary>
/// <remarks>
/// Training is exclusive. <c>Predict</c> and <c>Evaluate</c> may be called from any number of threads at
/// once; while the model is being fitted or given weights by another thread they wait, and never see a mixture. (That
/// holds for each model by itself: while one is fitted, the models inside of it and around it are not to be used.)
/// </remarks>
public abstract partial class Model : Layer
{
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.SupportsRecursion);
    private readonly PlanCache _plans;
    private int _threads = Environment.ProcessorCount;

    private protected Model(int? seed, string? name)
        : base(name)
    {
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
    public int Seed { get; }

    /// <summary>The most threads that work on one call; default: the machine's processors. It changes no result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set below 1.</exception>
    public int Threads
    {
        get => _threads;
        set => _threads = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"A model needs at least 1 thread but got {value}.");
    }

    /// <summary>The layers, in order.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The output's shape, batch first; null until the model is built.</summary>
    public Shape? OutputShape { get; private set; }

    /// <summary>What the model is trained by; null before <see cref="Compile"/>.</summary>
    public Optimizer? Optimizer => Compilation?.Optimizer;

    /// <summary>What is reported beside the loss, in the order of <see cref="Compile"/>.</summary>
    public IReadOnlyList<Metric> Metrics => Compilation is null ? [] : [.. Compilation.Metrics, .. Compilation.WeightedMetrics];

    /// <summary>Set by a callback to end training after the present batch.</summary>
    public bool StopTraining { get; set; }

    /// <summary>What the last <c>Fit</c> recorded; null before the first.</summary>
    public History? History { get; private set; }

    internal Compilation? Compilation { get; private set; }

    internal override IReadOnlyList<Layer> Parts => Layers;

    /// <summary>Whether the seed was given, not drawn.</summary>
    private protected bool HasOwnSeed { get; }

    /// <summary>Whether dense inputs that are mostly zeros are compressed. Off only to measure the dense kernels.</summary>
    internal bool CompressInputs { get; set; } = true;

    /// <summary>
    /// Tells how the model is to be trained, and fixes which layers are: later changes of <see cref="Layer.Trainable"/>
    /// take effect at the next call.
    /// </summary>
    /// <param name="optimizer">A name such as <c>"rmsprop"</c> (the default), or an optimizer with settings of your own.</param>
    /// <param name="loss">A name such as <c>"mse"</c>, a loss with settings, or a function of your own.</param>
    /// <param name="metrics">What to report beside the loss: <c>["accuracy"]</c>. Weights of samples and classes do not change it.</param>
    /// <param name="weightedMetrics">
    /// What to report with the weights of samples and classes. One that has the name of a metric is reported with
    /// <c>weighted_</c> before it.
    /// </param>
    /// <exception cref="ArgumentException">A name is not known, the loss is missing, or two metrics have the same name.</exception>
    public void Compile(Optimizer? optimizer = null, Loss? loss = null, IReadOnlyList<Metric>? metrics = null, IReadOnlyList<Metric>? weightedMetrics = null)
    {
        if (loss is null) throw new ArgumentException("Compile needs a loss, for example loss: \"mse\".", nameof(loss));
        metrics ??= [];
        var names = new HashSet<string> { "loss" };
        foreach (Metric metric in metrics) Register(metric, nameof(metrics));
        weightedMetrics = [.. (weightedMetrics ?? []).Select(metric => metric is not null && names.Contains(metric.Name) ? metric.Renamed($"weighted_{metric.Name}") : metric!)];
        foreach (Metric metric in weightedMetrics) Register(metric, nameof(weightedMetrics));
        _gate.EnterWriteLock();
        try
        {
            var frozen = new HashSet<Layer>();
            CollectFrozen(frozen);
            Compilation = new Compilation(optimizer ?? "rmsprop", loss, metrics, weightedMetrics, frozen);
            _plans.Clear();
        }
        finally
        {
            _gate.ExitWriteLock();
        }

        void Register(Metric metric, string argument)
        {
            if (metric is null) throw new ArgumentException($"One of the {argument} is null.", argument);
            if (!names.Add(metric.Name)) throw new ArgumentException($"Two values would be reported as \"{metric.Name}\": each metric needs a name of its own, and \"loss\" is taken. Give it one, as in new Precision(name: \"p\"), or new Huber(3).AsMetric(\"huber_3\") for a loss.", argument);
        }
    }

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

    /// <summary>Writes the model as graph; layers that have no weights yet make them.</summary>
    /// <param name="x">The input.</param>
    /// <param name="training">Whether for training.</param>
    /// <param name="iteration">The counter of steps.</param>
    internal TracedModel Trace(Node x, bool training, Variable iteration)
    {
        var outputs = new List<(Layer Layer, Node Output)>();
        var context = new LayerContext(training, (uint)Seed, layerIndex: 0, iteration, Compilation?.Frozen);
        Node output = CallLayers(x, context, (uint)Seed, (layer, y) => outputs.Add((layer, y)));
        return new TracedModel(output, outputs, context.Effects, context.Losses);
    }

    /// <summary>The shape that the model says itself that its input has, if it does.</summary>
    private protected abstract Shape? StatedInputShape { get; }

    /// <summary>Makes the weights for an input of the given shape, if they have not been made.</summary>
    /// <param name="input">The input's shape; its first axis is taken for the batch.</param>
    /// <param name="check">Looks at the output's shape and throws where it will not do; then no weights are left behind.</param>
    internal void BuildFor(Shape input, Action<Shape>? check = null)
    {
        if (Built) return;
        Shape shape = input[1..].Prepend(Shape.Batch);
        var x = new Node(new Placeholder("x", shape));
        Layer[] unbuilt = [.. Flattened.Where(layer => !layer.Built)];
        try
        {
            Shape output = Trace(x, training: false, _plans.NoIteration).Output.Shape;
            check?.Invoke(output);
            OutputShape = output;
            MarkBuilt(shape);
        }
        finally
        {
            if (!Built) Array.ForEach(unbuilt, layer => layer.Unbuild());
        }
    }

    /// <summary>Writes the model as a layer of another.</summary>
    protected sealed override Node Call(Node x, LayerContext context)
    {
        Node y = CallLayers(x, context, HasOwnSeed ? (uint)Seed : context.Key(RandomPurpose.NestedModel), (_, _) => { });
        OutputShape = y.Shape;
        return y;
    }

    /// <summary>Writes the layers one after the other.</summary>
    /// <param name="x">The input.</param>
    /// <param name="context">The model's context.</param>
    /// <param name="seed">What the layers draw from.</param>
    /// <param name="called">Told each layer with its output.</param>
    private protected abstract Node CallLayers(Node x, LayerContext context, ulong seed, Action<Layer, Node> called);

    /// <summary>Forgets how the model was to be trained, because its weights are no longer the same.</summary>
    private protected void Decompile() => Compilation = null;

    /// <summary>Builds as soon as the model says itself what its input is.</summary>
    private protected void BuildIfKnown()
    {
        if (StatedInputShape is { } shape && Layers.Count > 0) BuildFor(shape);
    }

    /// <summary>Forgets what follows from the layers, because they change; the layers keep their weights.</summary>
    internal override void Unbuild()
    {
        base.Unbuild();
        OutputShape = null;
        _plans.Clear();
    }

    private void RequireBuilt(string call)
    {
        if (!Built) throw new InvalidOperationException($"{this} has no weights yet, so {call} has nothing to work on: fit it first, or state inputShape in its first layer.");
    }

    private Compilation RequireCompiled(string call) =>
        Compilation ?? throw new InvalidOperationException($"{this} must be compiled before {call}: call model.Compile(optimizer: \"rmsprop\", loss: …) first.");
}
