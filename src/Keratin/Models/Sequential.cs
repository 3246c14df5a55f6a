namespace Keratin;

/// <summary>A stack of layers, or of models: each one's output is the next one's input.</summary>
/// <example>
/// <code>
/// var model = new Sequential(
///     new Dense(64, activation: "relu", inputShape: [10_000]),
///     new Dense(46, activation: "softmax"));
/// </code>
/// </example>
public sealed class Sequential : Model, IFromConfig<Sequential>
{
    private readonly LayerStack _stack;
    private readonly LayerNames _names = new();

    /// <summary>Makes a model of some layers. More can follow with <see cref="Add"/>.</summary>
    /// <param name="layers">The layers, in order; the first may be an <see cref="Keratin.Input"/>.</param>
    public Sequential(params Layer[] layers)
        : this(layers, seed: null)
    {
    }

    /// <summary>Makes a model of some layers, with a seed or a name of its own.</summary>
    /// <param name="layers">The layers, in order.</param>
    /// <param name="seed">What all random numbers of the model are made of; left out, it is drawn (<see cref="RandomSeed"/>).</param>
    /// <param name="name">The model's name; default: <c>sequential</c>.</param>
    /// <exception cref="ArgumentException">A layer is null or does not fit the one before.</exception>
    public Sequential(IEnumerable<Layer> layers, int? seed = null, string? name = null)
        : this(new LayerStack(), layers, seed, name)
    {
    }

    private Sequential(LayerStack stack, IEnumerable<Layer> layers, int? seed, string? name)
        : base(stack, seed, name)
    {
        ArgumentNullException.ThrowIfNull(layers);
        _stack = stack;
        foreach (Layer layer in layers) Append(layer);
        BuildIfKnown();
    }

    internal override string ClassName => nameof(Sequential);

    static Sequential IFromConfig<Sequential>.FromConfig(Config config)
    {
        IReadOnlyList<object?> layers = config.GetOptionalList("layers") ?? throw new InvalidDataException("The setting \"layers\" is missing.");
        var model = new Sequential([.. layers.Select(layer => Known.Read(layer ?? throw new InvalidDataException("One of the layers is null.")))], name: config.GetOptionalString("name"));
        if (config.GetValue("build_input_shape") is { } shape && model.Layers.Count > 0) model.BuildFor([ConfigShape.Read(shape, "build_input_shape")]);
        return model;
    }

    /// <summary>Appends a layer.</summary>
    /// <param name="layer">The layer; it must not be part of another model.</param>
    /// <exception cref="InvalidOperationException">The layer belongs to a model already, or this one has been trained.</exception>
    public void Add(Layer layer)
    {
        if (Optimizer is { } optimizer && optimizer.Iteration.Counter > 0)
            throw new InvalidOperationException($"{this} has been trained: make a new model to add a layer.");
        Append(layer);
        Unbuild();
        try
        {
            BuildIfKnown();
        }
        catch (ArgumentException)
        {
            if (_stack.Items.Remove(layer)) Release(layer);
            BuildIfKnown();
            throw;
        }
    }

    /// <summary>Takes the last layer away; the others keep their weights. The model has to be compiled again: for a new end on trained layers.</summary>
    /// <returns>The layer, which may become part of another model with the weights that it has.</returns>
    /// <exception cref="InvalidOperationException">There is no layer.</exception>
    public Layer Pop()
    {
        if (_stack.Items.Count == 0) throw new InvalidOperationException($"{this} has no layer to take away.");
        Shape? input = InputShape;
        Layer last = _stack.Items[^1];
        _stack.Items.RemoveAt(_stack.Items.Count - 1);
        Release(last);
        Decompile();
        Unbuild();
        if (input is not null && _stack.Items.Count > 0) BuildFor([input]);
        return last;
    }

    /// <inheritdoc/>
    public override Sequential Clone(int? seed = null)
    {
        Sequential clone = WithLayersOfItsOwn(seed);
        if (InputShape is { } input && _stack.Items.Count > 0) clone.BuildFor([input]);
        return clone;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        Layer[] input = InputShape is { } known && _stack.Input is null ? [new Input([.. known[1..]])] : _stack.Input is null ? [] : [_stack.Input];
        config.SetValue("layers", input.Concat(_stack.Items).Select(layer => (object?)layer.ToObject()).ToArray());
        if (InputShape is { } shape) config.SetValue("build_input_shape", ConfigShape.Write(shape));
    }

    internal override Layer Copy() => WithLayersOfItsOwn(HasOwnSeed ? Seed : null);

    private Sequential WithLayersOfItsOwn(int? seed)
    {
        var copy = new Sequential([.. _stack.Input is null ? (Layer[])[] : [_stack.Input.Copy()], .. _stack.Items.Select(layer => layer.Copy())], seed, Name);
        copy.TrainAs(this);
        return copy;
    }

    private void Release(Layer layer)
    {
        _names.Remove(layer.Name);
        layer.Leave();
    }

    private void Append(Layer layer)
    {
        if (layer is null) throw new ArgumentException("One of the layers is null.", nameof(layer));
        if (layer is Input input)
        {
            if (_stack.Input is not null || _stack.Items.Count > 0) throw new ArgumentException($"An Input can only be the first entry of {this}.", nameof(layer));
            _stack.Input = input;
            return;
        }
        if (layer.Flattened.Contains(this)) throw new ArgumentException($"{this} cannot be a layer of itself.", nameof(layer));
        layer.Join(this);
        if (!layer.IsNamed) layer.EnsureName(_names.AddFree);
        else if (!_names.Add(layer.Name))
        {
            layer.Leave();
            throw new ArgumentException($"{this} already has a layer named \"{layer.Name}\": give each layer a name of its own.", nameof(layer));
        }
        _stack.Items.Add(layer);
        if (Compilation is { } compilation) layer.CollectFrozen(compilation.Frozen);
    }
}
