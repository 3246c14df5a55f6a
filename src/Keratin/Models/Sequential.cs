using Keratin.Core;

namespace Keratin;

/// <summary>A stack of layers, or of models: each one's output is the next one's input.</summary>
/// <example>
/// <code>
/// var model = new Sequential(
///     new Dense(64, activation: "relu", inputShape: [10_000]),
///     new Dense(46, activation: "softmax"));
/// </code>
/// </example>
public sealed class Sequential : Model
{
    private readonly List<Layer> _layers = [];
    private Input? _input;

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
        : base(seed, name)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (Layer layer in layers) Append(layer);
        BuildIfKnown();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => _layers;

    private protected override Shape? StatedInputShape => _input?.InputShape ?? (_layers.Count > 0 ? _layers[0].InputShape : null);

    private protected override string InputName => _input?.Name ?? "input_layer";

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
            if (_layers.Remove(layer)) layer.Leave();
            BuildIfKnown();
            throw;
        }
    }

    /// <summary>Takes the last layer away; the others keep their weights. The model has to be compiled again: for a new end on trained layers.</summary>
    /// <returns>The layer, which may become part of another model with the weights that it has.</returns>
    /// <exception cref="InvalidOperationException">There is no layer.</exception>
    public Layer Pop()
    {
        if (_layers.Count == 0) throw new InvalidOperationException($"{this} has no layer to take away.");
        Shape? input = InputShape;
        Layer last = _layers[^1];
        _layers.RemoveAt(_layers.Count - 1);
        last.Leave();
        Decompile();
        Unbuild();
        if (input is not null && _layers.Count > 0) BuildFor(input);
        return last;
    }

    /// <summary>
    /// A model of the same layers with weights of its own, which are not trained; it has to be compiled. To copy the
    /// weights as well: <c>clone.SetWeights(model.GetWeights())</c>.
    /// </summary>
    /// <param name="seed">What its random numbers are made of; left out, it is drawn (<see cref="RandomSeed"/>).</param>
    /// <returns>The new model, of the same name; built where this one is.</returns>
    /// <remarks>Layers of your own are copied field by field, without their weights; what they refer to is shared.</remarks>
    public Sequential Clone(int? seed = null)
    {
        Sequential clone = WithLayersOfItsOwn(seed);
        if (InputShape is { } input && _layers.Count > 0) clone.BuildFor(input);
        return clone;
    }

    internal override Layer Copy() => WithLayersOfItsOwn(HasOwnSeed ? Seed : null);

    private Sequential WithLayersOfItsOwn(int? seed)
    {
        // Set before there are layers, which would all follow it.
        var copy = new Sequential([], seed, Name) { Trainable = Trainable };
        if (_input is not null) copy.Append(_input.Copy());
        foreach (Layer layer in _layers) copy.Append(layer.Copy());
        copy.BuildIfKnown();
        return copy;
    }

    internal override bool ReadsSparseRows => _layers.Count > 0 && _layers[0].ReadsSparseRows;

    internal override Lookup? Lookup => _layers.Count > 0 ? _layers[0].Lookup : null;

    private protected override Node CallLayers(Node x, LayerContext context, ulong seed, Action<Layer, Node> called)
    {
        if (_layers.Count == 0) throw new InvalidOperationException($"{this} has no layers: add one, for example model.Add(new Dense(1)).");
        _input?.Check(x.Shape);
        for (int i = 0; i < _layers.Count; i++)
        {
            x = _layers[i].Apply(x, context.For(_layers[i], i, seed));
            called(_layers[i], x);
        }
        return x;
    }

    private void Append(Layer layer)
    {
        if (layer is null) throw new ArgumentException("One of the layers is null.", nameof(layer));
        if (layer is Input input)
        {
            if (_input is not null || _layers.Count > 0) throw new ArgumentException($"An Input can only be the first entry of {this}.", nameof(layer));
            _input = input;
            return;
        }
        if (layer.Flattened.Contains(this)) throw new ArgumentException($"{this} cannot be a layer of itself.", nameof(layer));
        layer.Join(this);
        layer.EnsureName(AutomaticName);
        if (_layers.Exists(other => other.Name == layer.Name))
        {
            layer.Leave();
            throw new ArgumentException($"{this} already has a layer named \"{layer.Name}\": give each layer a name of its own.", nameof(layer));
        }
        _layers.Add(layer);
        if (Compilation is { } compilation) layer.CollectFrozen(compilation.Frozen);
    }

    // The first of dense, dense_1, dense_2, … that no other layer has, be it by this rule or by the user's wish.
    private string AutomaticName(string stem)
    {
        string name = stem;
        for (int number = 1; _layers.Exists(other => other.Name == name); number++) name = $"{stem}_{number}";
        return name;
    }
}
