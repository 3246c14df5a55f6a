using System.Runtime.InteropServices;
using Keratin.Core;

namespace Keratin.Probe;

/// <summary>A small network with its loss, gradients and updates, written as graph by hand. Nothing is fused yet.</summary>
internal sealed class Network
{
    private readonly NetworkSettings _settings;
    private readonly ulong _seed;
    private readonly List<Variable> _weights = [];
    private readonly Variable _learningRate = new("learning_rate", Shape.Scalar);
    private readonly Variable _iteration = new("iteration", Shape.Scalar, ElementType.Int64);
    private readonly Variable _total = new("total", Shape.Scalar, ElementType.Float64);
    private readonly Variable _sizes = new("sizes", [5], ElementType.Float64);
    private Node? _errors;

    public Network(NetworkSettings settings, ulong seed, bool isSparse)
    {
        _settings = settings;
        _seed = seed;
        _learningRate.Values[0] = 0.01f;
        X = new Node(new Placeholder("x", [Shape.Batch, settings.Features], isSparse));
        Truth = new Node(new Placeholder("truth", settings.Classes ? [Shape.Batch] : [Shape.Batch, settings.Outputs]));
        Node rows = Loss(Outputs());
        Node loss = new(new Mean(), rows);
        Graph = new Graph([loss], Effects(loss, rows), loss);
        Variables.AddRange([_learningRate, _iteration, _total]);
        if (settings.Penalties) Variables.Add(_sizes);
    }

    public Node X { get; }

    public Node Truth { get; }

    public Graph Graph { get; }

    /// <summary>Everything that training changes.</summary>
    public List<Variable> Variables { get; } = [];

    /// <summary>A number that tells any two states apart that differ in a bit.</summary>
    public ulong Hash()
    {
        ulong hash = 14695981039346656037;
        foreach (Variable variable in Variables)
        {
            ReadOnlySpan<byte> bytes = variable.Type switch
            {
                ElementType.Float32 => MemoryMarshal.AsBytes(variable.Values),
                ElementType.Float64 => MemoryMarshal.AsBytes(variable.Totals),
                _ => MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in variable.Counter)),
            };
            foreach (byte b in bytes) hash = (hash ^ b) * 1099511628211;
        }
        return hash;
    }

    private Node Outputs()
    {
        Node x = X;
        for (int layer = 1; layer < _settings.Widths.Length; layer++)
        {
            int fanIn = _settings.Widths[layer - 1], width = _settings.Widths[layer];
            var kernel = new Variable($"dense_{layer}/kernel", [fanIn, width]);
            var bias = new Variable($"dense_{layer}/bias", [width]);
            ulong key = RandomBits.Key(_seed, (ulong)layer);
            float limit = MathF.Sqrt(6f / (fanIn + width));
            for (int i = 0; i < kernel.Values.Length; i++) kernel.Values[i] = limit * (float)(2 * RandomBits.Uniform(key, (uint)i) - 1);
            _weights.AddRange([kernel, bias]);
            x = new Node(new Add(), new Node(new MatMul(), x, kernel.Read), bias.Read);
            if (layer == _settings.Widths.Length - 1) break;
            if (Activation() is { } activation) x = new Node(activation, x);
            if (_settings.Dropout == 0) continue;
            var mask = new DropoutMask(_settings.Dropout, RandomBits.Key(key, 1), x.Shape);
            x = new Node(new Multiply(), x, new Node(mask, _iteration.Read));
        }
        return x;
    }

    private Node Loss(Node outputs)
    {
        if (_settings.Classes) return new Node(new SoftmaxCrossEntropy(labels: true), outputs, Truth);
        Node errors = outputs - Truth;
        if (!_settings.Penalties) return new Node(new MeanLast(), new Node(new Square(), errors));
        _errors = errors;
        Node size = new(new Abs(), errors), root = new(new Sqrt(), new Node(new Square(), errors) + 0.1f);
        Node answers = new(new SigmoidCrossEntropy(), outputs, new Node(new Clip(0, 1), Truth));
        return new Node(new MeanLast(), answers + new Node(new HuberPenalty(0.5f), errors) + size + root);
    }

    private Node[] Effects(Node loss, Node rows)
    {
        Node[] gradients = Differentiation.Gradients(loss, _weights);
        var effects = new List<Node>();
        for (int i = 0; i < gradients.Length; i++)
        {
            UpdateOperation update = Update();
            var inputs = new List<Node> { _weights[i].Read };
            Variables.Add(_weights[i]);
            for (int slot = 0; slot < update.Slots; slot++)
            {
                var variable = new Variable($"{_weights[i].Name}/slot_{slot}", _weights[i].Shape);
                Variables.Add(variable);
                inputs.Add(variable.Read);
            }
            inputs.AddRange([_learningRate.Read, _iteration.Read]);
            if (update.Options.ExtraInputs > 0) inputs.Add(new Node(new Norm(), gradients[i]));
            inputs.Add(gradients[i]);
            effects.Add(new Node(update, [.. inputs]));
        }
        effects.Add(new Node(new Increment(), _iteration.Read));
        effects.Add(new Node(new Accumulate(), _total.Read, rows));
        if (_errors is not null)
            effects.Add(new Node(new AccumulateAt(), _sizes.Read, new Node(new Ceiling(), 4 * new Node(new Abs(), _errors)), new Node(new LogHyperbolicCosine(), _errors)));
        return [.. effects];
    }

    private Operation? Activation() => _settings.Activation switch
    {
        "relu" => new Relu(),
        "tanh" => new Tanh(),
        "sigmoid" => new Sigmoid(),
        "elu" => new Elu(1, 1, 1),
        "gelu" => new Gelu(),
        "mish" => new Mish(),
        "softplus" => new Softplus(),
        "ramp" => new Ramp(1, 0.5f, -1, 1),
        _ => null,
    };

    private UpdateOperation Update() => _settings.Rule switch
    {
        "descent" => new Update<DescentRule>(default),
        "scaled" => new Update<ScaledRule>(default),
        "averaged" => new Update<ScaledRule>(default, new UpdateOptions { ClipValue = 0.01, WeightDecay = 0.1, AverageMomentum = 0.9, OverwriteFrequency = 2, AccumulationSteps = 3 }),
        "clipped" => new Update<DescentRule>(default, new UpdateOptions { ClipNorm = 0.01 }),
        _ => new Update<MomentsRule>(default),
    };
}
