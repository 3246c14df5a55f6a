using Keratin.Core;

namespace Keratin;

/// <summary>Layers that are called with inputs and with each other's outputs; some of the outputs are the model's.</summary>
internal sealed class LayerGraph : Topology
{
    private readonly Input[] _inputs;
    private readonly GraphCall[] _calls;
    private readonly int[] _outputs;
    private readonly Dictionary<Layer, int> _places;
    private readonly Lazy<Lookup?[]> _lookups;

    /// <summary>Collects what lies between inputs and outputs.</summary>
    /// <exception cref="ArgumentException">They do not belong together; the message says why.</exception>
    public LayerGraph(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs)
    {
        CheckGiven(inputs, nameof(inputs));
        CheckGiven(outputs, nameof(outputs));
        _inputs = [.. inputs.Select(input => input.Source.Layer as Input
            ?? throw new ArgumentException($"{input.Source.Layer} was given as an input of a model, but what goes into a model is stated by new Input(…): give that, and call the layer with it.", nameof(inputs)))];
        if (_inputs.GroupBy(input => input).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{twice.Key} is among the inputs more than once: make an Input for each.", nameof(inputs));
        (List<LayerCall> order, Dictionary<Layer, int> met) = Walk(outputs);
        foreach (LayerCall call in order)
            if (call.Layer is Input needed && !_inputs.Contains(needed))
                throw new ArgumentException($"The outputs cannot be computed from the inputs: they also need {needed}. Add it to the inputs, or call the layers with what is among them.", nameof(inputs));
        if (_inputs.FirstOrDefault(input => !met.ContainsKey(input)) is { } unused)
            throw new ArgumentException($"No output depends on {unused}: leave it out of the inputs, or let a layer read it.", nameof(inputs));
        Operations = ByDepth(order, met);
        Layers = [.. Operations.Where(layer => layer is not Input)];
        _places = Layers.Select((layer, place) => (layer, place)).ToDictionary(one => one.layer, one => one.place);
        // In the order of the calls, in which each comes after those that it depends on.
        LayerCall[] calls = [.. inputs.Select(input => input.Source), .. order.Where(call => call.Layer is not Input).OrderBy(call => call.Number)];
        var numbers = new Dictionary<KerasTensor, int>();
        foreach (KerasTensor value in calls.SelectMany(call => call.Outputs)) numbers.Add(value, numbers.Count);
        _calls = [.. calls.Select(call => new GraphCall(call.Layer, [.. call.Inputs.Select(input => numbers[input])], numbers[call.Outputs[0]], [.. call.Outputs.Select(output => output.Shape)]))];
        _outputs = [.. outputs.Select(output => numbers[output])];
        _lookups = new(Lookups);
    }

    private LayerGraph(LayerGraph other, IReadOnlyDictionary<Layer, Layer> copies)
    {
        _inputs = [.. other._inputs.Select(input => (Input)copies[input])];
        Operations = [.. other.Operations.Select(layer => copies[layer])];
        Layers = [.. other.Layers.Select(layer => copies[layer])];
        _places = other._places.ToDictionary(place => copies[place.Key], place => place.Value);
        _calls = [.. other._calls.Select(call => call with { Layer = copies[call.Layer] })];
        _outputs = other._outputs;
        _lookups = new(Lookups);
    }

    /// <summary>The layers and the inputs in Keras's order: the farther from an output, the earlier; among equals as they are met on the way from the outputs.</summary>
    public IReadOnlyList<Layer> Operations { get; }

    /// <summary>All calls, the inputs first, each after those that it depends on.</summary>
    public IReadOnlyList<GraphCall> Calls => _calls;

    /// <summary>Whether the calls follow each other in one row, so that it need not be said what is connected to what.</summary>
    public bool IsOneRow => _inputs.Length == 1 && _calls.Skip(1).All(call => call.Inputs.Count == 1)
        && _calls.SelectMany(call => call.Inputs).Distinct().Count() == _calls.Length - 1 && Operations.Count == _calls.Length;

    /// <summary>The numbers of the values that come out.</summary>
    public IReadOnlyList<int> Outputs => _outputs;

    public override IReadOnlyList<Layer> Layers { get; }

    public override IReadOnlyList<string> InputNames => [.. _inputs.Select(input => input.Name)];

    public override IReadOnlyList<string> OutputNames
    {
        get
        {
            var names = new LayerNames();
            return [.. _outputs.Select(output => names.AddFree(SourceOf(output).Layer.Name))];
        }
    }

    public override IReadOnlyList<Shape> StatedInputs => [.. _inputs.Select(input => input.InputShape!)];

    /// <summary>Where a value comes from: the layer, which of its calls, and which output of that.</summary>
    public (Layer Layer, int Call, int Output) SourceOf(int value)
    {
        GraphCall source = _calls.Last(call => call.First <= value);
        return (source.Layer, CallsOf(source.Layer).TakeWhile(call => call != source).Count(), value - source.First);
    }

    /// <summary>A value's shape, batch first.</summary>
    public Shape ShapeOf(int value)
    {
        GraphCall source = _calls.Last(call => call.First <= value);
        return source.Outputs[value - source.First];
    }

    /// <summary>The calls of one layer, in order.</summary>
    public IEnumerable<GraphCall> CallsOf(Layer layer) => _calls.Where(call => call.Layer == layer);

    /// <summary>Gives a name to each layer and each input that has none, in the order of the calls.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public void EnsureNames()
    {
        var names = new LayerNames();
        foreach (Layer layer in Operations.Where(layer => layer.IsNamed))
            if (!names.Add(layer.Name)) throw new ArgumentException($"Two layers of the model are named \"{layer.Name}\": give each a name of its own.");
        foreach (GraphCall call in _calls) call.Layer.EnsureName(names.AddFree);
    }

    /// <summary>The same with layers of its own.</summary>
    public LayerGraph Copy() => new(this, Operations.ToDictionary(layer => layer, layer => layer.Copy()));

    public override bool ReadsSparseRows(int input) => Readers(input).All(reader => reader.Layer is Model model ? model.ReadsSparse(reader.Place) : reader.Layer.ReadsSparseRows);

    public override Lookup? LookupOf(int input) => _lookups.Value[input];

    public override Node[] Call(Model model, Node[] inputs, LayerContext context, ulong seed, Action<Layer, Node> called)
    {
        for (int i = 0; i < inputs.Length; i++) _inputs[i].Check(inputs[i].Shape);
        List<Node> values = [.. inputs];
        foreach (GraphCall call in _calls.Skip(inputs.Length))
        {
            Node[] outputs = call.Layer.Apply([.. call.Inputs.Select(input => values[input])], context.For(call.Layer, _places[call.Layer], seed));
            values.AddRange(outputs);
            foreach (Node output in outputs) called(call.Layer, output);
        }
        return [.. _outputs.Select(output => values[output])];
    }

    // Made once, because every prediction asks. All readers are content with what the one with the smallest table asks for.
    private Lookup?[] Lookups() => [.. from input in Enumerable.Range(0, _inputs.Length)
                                       select Readers(input).Select(reader => reader.Layer is Model model ? model.LookupOf(reader.Place) : reader.Layer.Lookup).Where(lookup => lookup is not null).MinBy(lookup => lookup!.Count)];

    // Who reads an input, and as which of its own.
    private IEnumerable<(Layer Layer, int Place)> Readers(int input) =>
        from call in _calls
        from place in Enumerable.Range(0, call.Inputs.Count)
        where call.Inputs[place] == input
        select (call.Layer, place);

    private static void CheckGiven(IReadOnlyList<KerasTensor> tensors, string argument)
    {
        ArgumentNullException.ThrowIfNull(tensors, argument);
        if (tensors.Count == 0) throw new ArgumentException($"A model needs at least one of its {argument}.", argument);
        if (tensors.Contains(null)) throw new ArgumentException($"One of the {argument} is null.", argument);
    }

    // Each call after those that it depends on, and which layer is met as which, as Keras walks (keras/src/ops/function.py).
    private static (List<LayerCall> Order, Dictionary<Layer, int> Met) Walk(IReadOnlyList<KerasTensor> outputs)
    {
        var seen = new HashSet<LayerCall>();
        var order = new List<LayerCall>();
        var met = new Dictionary<Layer, int>();
        var stack = new Stack<(LayerCall Call, int Next)>();
        foreach (KerasTensor output in outputs)
        {
            Enter(output.Source);
            while (stack.TryPop(out (LayerCall Call, int Next) top))
            {
                if (top.Next == top.Call.Inputs.Count)
                {
                    order.Add(top.Call);
                    continue;
                }
                stack.Push((top.Call, top.Next + 1));
                Enter(top.Call.Inputs[top.Next].Source);
            }
        }
        return (order, met);

        void Enter(LayerCall call)
        {
            if (!seen.Add(call)) return;
            met.TryAdd(call.Layer, met.Count);
            stack.Push((call, 0));
        }
    }

    // A layer's depth is the largest number of calls between one of its own and an output.
    private static Layer[] ByDepth(List<LayerCall> order, Dictionary<Layer, int> met)
    {
        var depths = new Dictionary<LayerCall, int>();
        var layers = new Dictionary<Layer, int>();
        foreach (LayerCall call in Enumerable.Reverse(order))
        {
            int depth = Math.Max(depths.GetValueOrDefault(call), layers.GetValueOrDefault(call.Layer));
            depths[call] = layers[call.Layer] = depth;
            foreach (LayerCall source in call.Inputs.Select(input => input.Source)) depths[source] = Math.Max(depths.GetValueOrDefault(source), depth + 1);
        }
        return [.. layers.Keys.OrderByDescending(layer => layers[layer]).ThenBy(layer => met[layer])];
    }
}
