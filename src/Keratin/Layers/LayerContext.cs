using Keratin.Core;

namespace Keratin;

/// <summary>What a layer may know of the model that calls it, and the way to weights that change without gradients.</summary>
public sealed class LayerContext
{
    private readonly IReadOnlySet<Layer> _frozen;
    private readonly Layer? _layer;
    private readonly Dictionary<Layer, int> _calls;

    /// <summary>What all layers of a graph begin with.</summary>
    /// <param name="training">Whether the graph is made for training.</param>
    /// <param name="seed">The model's seed.</param>
    /// <param name="layerIndex">The layer's place in the model.</param>
    /// <param name="iteration">The counter of steps.</param>
    /// <param name="frozen">The layers that are not trained; left out, all are.</param>
    internal LayerContext(bool training, ulong seed, int layerIndex, Variable iteration, IReadOnlySet<Layer>? frozen = null)
    {
        Training = training;
        Seed = seed;
        LayerIndex = layerIndex;
        Iteration = iteration;
        Path = "";
        Effects = [];
        Losses = [];
        _calls = [];
        _frozen = frozen ?? new HashSet<Layer>();
    }

    private LayerContext(LayerContext outer, ulong seed, Layer layer, int layerIndex, string path)
        : this(outer.Training, seed, layerIndex, outer.Iteration, outer._frozen)
    {
        Path = path;
        Effects = outer.Effects;
        Losses = outer.Losses;
        MakesValues = outer.MakesValues;
        _calls = outer._calls;
        _layer = layer;
        CallIndex = _calls.GetValueOrDefault(layer);
        _calls[layer] = CallIndex + 1;
    }

    /// <summary>Whether the graph is made for training; layers such as dropout do nothing otherwise.</summary>
    public bool Training { get; }

    /// <summary>
    /// Whether training changes the layer's weights: not so where the layer was frozen when the model was compiled
    /// (<see cref="Layer.Trainable"/>). A batch normalization that is frozen normalizes as in inference.
    /// </summary>
    public bool Trainable => _layer is null || !_frozen.Contains(_layer);

    /// <summary>The model's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The layer's place in the model, from 0: layers of the same seed draw different random numbers.</summary>
    public int LayerIndex { get; }

    /// <summary>Which call of the layer in the graph it is, from 0: a layer that is called twice draws other random numbers each time.</summary>
    public int CallIndex { get; }

    /// <summary>An integer variable that counts training steps: what changes a random mask from step to step.</summary>
    public Variable Iteration { get; }

    /// <summary>What stands before the layer's name in the names of its weights: the models that it is nested in.</summary>
    internal string Path { get; }

    /// <summary>Whether weights get their first values. Not so in a graph of which only the shapes are wanted.</summary>
    internal bool MakesValues { get; private init; } = true;

    /// <summary>What happens to weights in each training step beside the optimizer's updates.</summary>
    internal List<Node> Effects { get; }

    /// <summary>What layers add to the loss.</summary>
    internal List<Node> Losses { get; }

    /// <summary>What a layer is given of whose graph only the shapes are wanted.</summary>
    internal static LayerContext ForShapes() => new(training: false, seed: 0, layerIndex: 0, new Variable("iteration", Shape.Scalar, ElementType.Int64)) { MakesValues = false };

    /// <summary>
    /// Adds to the loss of the model, in training and in evaluation: a penalty on weights or on outputs.
    /// </summary>
    /// <param name="loss">A single number, or one per row, (None,), whose mean over the batch is added.</param>
    /// <exception cref="ArgumentException">The loss has another shape.</exception>
    public void AddLoss(Node loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (loss.Shape.Rank > 1 || (loss.Shape.Rank == 1 && !loss.Shape.HasBatch))
            throw new ArgumentException($"AddLoss takes a single number, or one per row, (None,), but got the shape {loss.Shape}: sum it, for example with new Node(new Sum(), …).", nameof(loss));
        Losses.Add(loss);
    }

    /// <summary>
    /// Gives a weight a new value in each training step: a moving average, a count. All reads in a step see the value from
    /// before it; only the value that a second call of the layer gives is computed from the one that the first has given.
    /// In graphs that are not for training nothing happens.
    /// </summary>
    /// <param name="weight">A weight of the layer's own that was added with <c>trainable: false</c>.</param>
    /// <param name="value">The new value, of the weight's shape. It may be computed from the present one: <c>weight.Read</c>.</param>
    /// <exception cref="ArgumentException">The weight is not one that the layer may assign, or the shapes differ.</exception>
    public void Assign(Variable weight, Node value)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(value);
        if (_layer?.MayAssign(weight) == false)
            throw new ArgumentException($"{_layer} can assign only weights of its own that gradients do not change, but \"{weight.Name}\" is not one: make it with AddWeight(…, trainable: false).", nameof(weight));
        var effect = new Node(new Assign(), weight.Read, value);
        if (!Training) return;
        if (Effects.Find(earlier => earlier.Inputs[0] == weight.Read) is { } before)
        {
            Effects.Remove(before);
            value = new ReplaceNode(weight.Read, before.Inputs[1]).Run(new Graph([value], [])).Outputs[0];
            effect = new Node(new Assign(), weight.Read, value);
        }
        Effects.Add(effect);
    }

    /// <summary>What a layer inside of this context's layer, or of the model itself, begins with.</summary>
    /// <param name="layer">The inner layer.</param>
    /// <param name="index">Its place.</param>
    /// <param name="seed">The seed of what it is in.</param>
    internal LayerContext For(Layer layer, int index, ulong seed) =>
        new(this, seed, layer, index, _layer is null ? "" : $"{Path}{_layer.Name}/");

    /// <summary>A key to draw random bits from.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <param name="part">Which of several, as for the weights of a layer.</param>
    internal ulong Key(RandomPurpose purpose, int part = 0)
    {
        ulong key = RandomBits.Key(Seed, (ulong)purpose, (ulong)LayerIndex, (ulong)part);
        return CallIndex == 0 ? key : RandomBits.Key(key, (ulong)CallIndex);
    }

    /// <summary>The key of a layer that may have a seed of its own, which then decides alone.</summary>
    /// <param name="purpose">What the bits are for.</param>
    /// <param name="seed">The layer's seed; null where it has none.</param>
    internal ulong KeyOf(RandomPurpose purpose, int? seed) => seed is { } own ? RandomBits.Key((ulong)own, (ulong)purpose, (ulong)CallIndex) : Key(purpose);
}
