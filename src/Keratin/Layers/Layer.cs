using Keratin.Core;

namespace Keratin;

/// <summary>
/// A step of a model that turns one node into another and may own weights. A layer of your own overrides two members:
/// <see cref="Build"/> makes the weights as soon as the input's shape is known, <see cref="Call(Node, LayerContext)"/> writes the graph.
/// </summary>
/// <remarks>A layer belongs to one model, where it may be called several times. It is built at its first use, or earlier where an input shape is stated.</remarks>
public abstract partial class Layer
{
    /// <summary>The layers that files name.</summary>
    internal static NameTable<Layer> Known { get; } = new("layer",
        ("Activation", config => Config.Make<Activation>(config)),
        ("ActivityRegularization", config => Config.Make<ActivityRegularization>(config)),
        ("Add", config => Config.Make<Add>(config)),
        ("AlphaDropout", config => Config.Make<AlphaDropout>(config)),
        ("Average", config => Config.Make<Average>(config)),
        ("BatchNormalization", config => Config.Make<BatchNormalization>(config)),
        ("Concatenate", config => Config.Make<Concatenate>(config)),
        ("Dense", config => Config.Make<Dense>(config)),
        ("Dot", config => Config.Make<Dot>(config)),
        ("Dropout", config => Config.Make<Dropout>(config)),
        ("ELU", config => Config.Make<ELU>(config)),
        ("Embedding", config => Config.Make<Embedding>(config)),
        ("Flatten", config => Config.Make<Flatten>(config)),
        ("Functional", config => Config.Make<Model>(config)),
        ("GaussianDropout", config => Config.Make<GaussianDropout>(config)),
        ("GaussianNoise", config => Config.Make<GaussianNoise>(config)),
        ("GlobalAveragePooling1D", config => Config.Make<GlobalAveragePooling1D>(config)),
        ("InputLayer", config => Config.Make<Input>(config)),
        ("LayerNormalization", config => Config.Make<LayerNormalization>(config)),
        ("LeakyReLU", config => Config.Make<LeakyReLU>(config)),
        ("Maximum", config => Config.Make<Maximum>(config)),
        ("Minimum", config => Config.Make<Minimum>(config)),
        ("Multiply", config => Config.Make<Multiply>(config)),
        ("Normalization", config => Config.Make<Normalization>(config)),
        ("PReLU", config => Config.Make<PReLU>(config)),
        ("ReLU", config => Config.Make<ReLU>(config)),
        ("Rescaling", config => Config.Make<Rescaling>(config)),
        ("Reshape", config => Config.Make<Reshape>(config)),
        ("Sequential", config => Config.Make<Sequential>(config)),
        ("Softmax", config => Config.Make<Softmax>(config)),
        ("Subtract", config => Config.Make<Subtract>(config)))
    {
        Finish = (layer, config) => layer.ReadCommon(config),
    };

    private readonly Shape? _statedShape;
    private List<Variable> _trainable = [];
    private List<Variable> _fixed = [];
    private Dictionary<Variable, Regularizer> _regularizers = [];
    private Dictionary<Variable, Constraint> _constraints = [];
    private List<FirstValues> _firstValues = [];
    private bool _trains = true;
    private string? _name;
    private object? _owner;
    // Volatile, because whoever sees that a model is built goes on without a lock, and needs to see what it was built to.
    private volatile Shape? _builtFor;
    private LayerContext? _building;

    /// <summary>For layers of your own.</summary>
    /// <param name="name">The layer's name, without <c>/</c>; left out, the model gives it one as Keras does: <c>dense</c>, <c>dense_1</c>.</param>
    /// <param name="inputShape">The shape of one row of input, without the batch axis: <c>[10_000]</c>. Left out, the first input tells.</param>
    /// <exception cref="ArgumentException">The name is empty, or a size is not positive.</exception>
    protected Layer(string? name = null, int[]? inputShape = null)
    {
        if (name is not null && (string.IsNullOrWhiteSpace(name) || name.Contains('/', StringComparison.Ordinal)))
            throw new ArgumentException($"A layer's name must have at least one letter and no '/', but was \"{name}\".", nameof(name));
        foreach (int size in inputShape ?? [])
            if (size <= 0) throw new ArgumentException($"inputShape must have positive sizes and no batch axis, but was [{string.Join(", ", inputShape!)}].", nameof(inputShape));
        _name = name;
        _statedShape = inputShape is null ? null : Shape.Create(inputShape).Prepend(Shape.Batch);
    }

    /// <summary>The layer's name: the given one, else the one that the model made, else the class's in Keras's spelling.</summary>
    public string Name => _name ?? SnakeCase.Of(ClassName);

    /// <summary>Whether the weights exist.</summary>
    public bool Built => _builtFor is not null;

    /// <summary>The input's shape with the batch axis first: what the layer was built for, else what it was told; null where neither is known yet.</summary>
    public Shape? InputShape => _builtFor ?? _statedShape;

    /// <summary>
    /// Whether training changes the weights; default: yes. Set to false, the layer is frozen, and with it all layers
    /// inside of it: its weights are neither differentiated nor updated. Takes effect at the next
    /// <c>Model.Compile</c>, as in Keras: a compiled model goes on as it was compiled.
    /// </summary>
    public bool Trainable
    {
        get => _trains;
        set
        {
            _trains = value;
            foreach (Layer part in Parts) part.Trainable = value;
        }
    }

    /// <summary>Takes over from another layer of the same kind whether it is trained; the layers inside of this one stay as they are.</summary>
    private protected void TrainAs(Layer other) => _trains = other._trains;

    /// <summary>
    /// All weights in Keras's order: those that can be trained, then the others; of a model those of each layer in turn.
    /// Empty until the layer is built.
    /// </summary>
    public IReadOnlyList<Variable> Weights => [.. _trainable, .. _fixed, .. Parts.SelectMany(part => part.Weights)];

    /// <summary>The weights that training changes; none where <see cref="Trainable"/> is false.</summary>
    public IReadOnlyList<Variable> TrainableWeights => Trainable ? [.. _trainable, .. Parts.SelectMany(part => part.TrainableWeights)] : [];

    /// <summary>The weights that training does not change by gradients: moving statistics, and all of a frozen layer.</summary>
    public IReadOnlyList<Variable> NonTrainableWeights => Trainable ? [.. _fixed, .. Parts.SelectMany(part => part.NonTrainableWeights)] : Weights;

    /// <summary>The number of elements of all weights; 0 until the layer is built.</summary>
    public long ParameterCount => Weights.Sum(weight => (long)weight.Shape.Size);

    /// <summary>The layer's own weights, without those of the layers inside of it: those that can be trained, then the others.</summary>
    internal IReadOnlyList<Variable> OwnWeights => [.. _trainable, .. _fixed];

    /// <summary>The class name in Keras's words, which automatic names and files are made of.</summary>
    internal virtual string ClassName => GetType().Name;

    /// <summary>Whether the layer reads its input by a matrix product alone, so that sparse rows need not be spread out.</summary>
    internal virtual bool ReadsSparseRows => false;

    /// <summary>What the layer asks of its input's numbers where it looks them up in a table.</summary>
    internal virtual Lookup? Lookup => null;

    /// <summary>The layers inside of this one, in order; none in most.</summary>
    internal virtual IReadOnlyList<Layer> Parts => [];

    /// <summary>Makes the weights with <see cref="AddWeight"/>. Called once, before the first <see cref="Call(Node, LayerContext)"/>.</summary>
    /// <param name="inputShape">The input's shape with the batch axis first, for example <c>(None, 10000)</c>.</param>
    protected virtual void Build(Shape inputShape) { }

    /// <summary>Writes the layer's graph.</summary>
    /// <param name="x">The input; its first axis is the batch.</param>
    /// <param name="context">Whether the graph is for training, and the model's seed.</param>
    /// <returns>The output, with the batch as first axis.</returns>
    protected abstract Node Call(Node x, LayerContext context);

    /// <summary>Makes a weight and fills it. To be called in <see cref="Build"/>.</summary>
    /// <param name="name">Its name within the layer: <c>kernel</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">What its first values are.</param>
    /// <param name="trainable">Whether training changes it by its gradient. If not, <see cref="LayerContext.Assign"/> may.</param>
    /// <param name="regularizer">What its size costs: added to the loss while the layer is trained. Default: nothing.</param>
    /// <param name="constraint">What each training step does to it after the optimizer's update. Default: nothing.</param>
    /// <exception cref="InvalidOperationException">The layer is not being built.</exception>
    /// <exception cref="ArgumentException">A weight that is not trained has a regularizer or a constraint.</exception>
    protected Variable AddWeight(string name, Shape shape, Initializer initializer, bool trainable = true, Regularizer? regularizer = null, Constraint? constraint = null)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        if (_building is null) throw new InvalidOperationException($"{this} can add the weight \"{name}\" only while it is built: call AddWeight inside Build.");
        if (!trainable && (regularizer is not null || constraint is not null))
            throw new ArgumentException($"{this}: the weight \"{name}\" is not trained, so it can have neither a regularizer nor a constraint: add it with trainable: true, or without them.");
        string path = $"{_building.Path}{Name}/{name}";
        ReadingBudget.TakeWeight(path, shape);
        var weight = new Variable(path, shape);
        ulong key = _building.Key(RandomPurpose.Weights, _trainable.Count + _fixed.Count);
        if (_building.MakesValues) initializer.Fill(weight.Values, shape, key);
        _firstValues.Add(new FirstValues(weight, initializer, key));
        (trainable ? _trainable : _fixed).Add(weight);
        if (regularizer is not null) _regularizers[weight] = regularizer;
        if (constraint is null) return weight;
        if (constraint.Call(weight.Read).Shape is var constrained && constrained != shape)
            throw new InvalidOperationException($"The constraint of the weight \"{weight.Name}\" must keep its shape {shape} but returned {constrained}.");
        _constraints[weight] = constraint;
        return weight;
    }

    /// <summary>What a layer of this kind asks of its input beyond the number of features. Throws where it does not get it.</summary>
    private protected virtual void CheckRank(Shape inputShape) { }

    /// <summary>The layer's settings, in Keras's words: its name, whether it is trained, and what its kind adds.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        WriteAll(config);
        return config;
    }

    /// <summary>
    /// Writes the settings of which <see cref="IFromConfig{TSelf}.FromConfig"/> makes an equal layer, beside <c>name</c>,
    /// <c>trainable</c> and <c>dtype</c>, which are there already. One without settings has nothing to write.
    /// </summary>
    /// <param name="config">Where they go.</param>
    protected virtual void WriteConfig(Config config) { }

    /// <summary>Writes what all layers have, then the settings of this kind.</summary>
    private protected virtual void WriteAll(Config config)
    {
        config.Set("name", Name);
        config.Set("trainable", Trainable);
        config.Set("dtype", "float32");
        WriteConfig(config);
    }

    /// <summary>The layer as files name it: its class beside its settings.</summary>
    internal virtual Config ToObject() => ConfigObject.Of(this, "keras.layers", GetConfig());

    /// <summary>Throws where an input of this shape does not fit the layer, in the user's words.</summary>
    /// <param name="inputShape">The shape; the first axis, rows or batch, is not looked at.</param>
    internal void Check(Shape inputShape)
    {
        CheckRank(inputShape);
        // A layer without weights has no width of its own; one with weights is bound to that of the last axis.
        Shape? expected = Built && _trainable.Count + _fixed.Count > 0 ? _builtFor : Built ? null : _statedShape ?? _calledFor;
        if (expected is null || expected.Rank == 0) return;
        if (!Built && expected == _statedShape && (expected.Rank != inputShape.Rank || expected[1..] != inputShape[1..]))
            throw new ArgumentException($"{this} was given inputShape: [{string.Join(", ", expected[1..])}], so it expects an input of shape {expected}, but got {inputShape}: change inputShape, or what comes before.");
        if (expected.Last != inputShape.Last)
            throw new ArgumentException($"{this} expects {expected.Last} features but got {inputShape.Last} (an input of shape {inputShape}): give it rows of {expected.Last} numbers, or make a new model for rows of {inputShape.Last}.");
    }

    /// <summary>Whether the layer has a name that no longer changes.</summary>
    internal bool IsNamed => _name is not null;

    /// <summary>Gives the layer a name if it has none.</summary>
    /// <param name="automatic">Makes a name that is free from the class's: <c>dense</c> may become <c>dense_1</c>.</param>
    internal void EnsureName(Func<string, string> automatic) => _name ??= automatic(SnakeCase.Of(ClassName));

    /// <summary>Makes the layer part of a model.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="InvalidOperationException">The layer is part of a model already.</exception>
    internal void Join(object model)
    {
        if (ReferenceEquals(_owner, model)) throw new InvalidOperationException($"{this} is in this model already: make a new layer for each place.");
        if (_owner is not null) throw new InvalidOperationException($"{this} belongs to another model: make a new layer for each model, and copy trained values with SetWeights.");
        _owner = model;
    }

    /// <summary>The class and the name, for error messages: <c>Dense "dense_1"</c>.</summary>
    public override string ToString() => $"{GetType().Name} \"{Name}\"";

    /// <summary>Frees a layer that its model could not take in after all.</summary>
    internal void Leave() => _owner = null;

    /// <summary>This layer and all layers inside of it.</summary>
    internal IEnumerable<Layer> Flattened => Parts.SelectMany(part => part.Flattened).Prepend(this);

    /// <summary>Whether the weight is one of this layer's own that gradients do not change.</summary>
    internal bool MayAssign(Variable weight) => _fixed.Contains(weight);

    /// <summary>Adds the layers that are not to be trained: this one and those inside of it, where they or what they are in are frozen.</summary>
    /// <param name="frozen">Where they go.</param>
    internal void CollectFrozen(ISet<Layer> frozen)
    {
        if (Trainable)
        {
            foreach (Layer part in Parts) part.CollectFrozen(frozen);
            return;
        }
        foreach (Layer layer in Flattened) frozen.Add(layer);
    }

    /// <summary>The weights that are trained where some layers are not, whatever <see cref="Trainable"/> says by now.</summary>
    internal IEnumerable<Variable> TrainedWeights(IReadOnlySet<Layer> frozen) =>
        Flattened.Where(layer => !frozen.Contains(layer)).SelectMany(layer => layer._trainable);

    /// <summary>What each training step does to weights after their updates: the constraints of those that are trained.</summary>
    internal List<Node> ConstraintEffects(IReadOnlySet<Layer> frozen)
    {
        var effects = new List<Node>();
        foreach (Layer layer in Flattened)
        {
            if (frozen.Contains(layer)) continue;
            foreach ((Variable weight, Constraint constraint) in layer._constraints) effects.Add(new Node(new Assign(), weight.Read, constraint.Call(weight.Read)));
        }
        return effects;
    }

    // What all layers' configurations hold.
    private void ReadCommon(Config config)
    {
        ReadingBudget.TakeLayer();
        ReadType(config);
        _ = config.GetOptionalString("name");
        if (!config.GetBool("trainable", true)) Trainable = false;
    }

    /// <summary>Throws where a layer is to compute in another type.</summary>
    private protected virtual void ReadType(Config config)
    {
        if (DTypePolicy.Other(config) is { } type) throw new InvalidDataException($"{this} computes in {ConfigJson.Text(type)}, but here all layers compute in float32.");
    }

    /// <summary>States that the layer has been built.</summary>
    private protected void MarkBuilt(Shape inputShape) => _builtFor = inputShape;

    /// <summary>A layer of the same settings that belongs to no model and has no weights yet.</summary>
    internal virtual Layer Copy()
    {
        var copy = (Layer)MemberwiseClone();
        (copy._trainable, copy._fixed, copy._regularizers, copy._constraints, copy._firstValues) = ([], [], [], [], []);
        (copy._owner, copy._builtFor, copy._calledFor) = (null, null, null);
        return copy;
    }

    /// <summary>Puts back the first values of all weights, those of the layers inside of this one included.</summary>
    internal virtual void RestoreFirstValues()
    {
        foreach (FirstValues first in _firstValues) first.Initializer.Fill(first.Weight.Values, first.Weight.Shape, first.Key);
        foreach (Layer part in Parts) part.RestoreFirstValues();
    }

    /// <summary>Forgets the weights. The next use makes them again, the same for the same model and place.</summary>
    internal virtual void Unbuild()
    {
        ReadingBudget.ReturnWeights(OwnWeights);
        _trainable.Clear();
        _fixed.Clear();
        _regularizers.Clear();
        _constraints.Clear();
        _firstValues.Clear();
        _builtFor = null;
    }

    private void Make(Shape inputShape, LayerContext context)
    {
        _building = context;
        try
        {
            Build(inputShape);
            _builtFor = inputShape;
        }
        finally
        {
            _building = null;
            if (!Built) Unbuild();
        }
    }

    // What a weight began with. A class, because lists of references need no code of their own at a program's start.
    private sealed class FirstValues(Variable weight, Initializer initializer, ulong key)
    {
        public Variable Weight => weight;

        public Initializer Initializer => initializer;

        public ulong Key => key;
    }
}
