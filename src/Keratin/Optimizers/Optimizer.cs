using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// How a gradient changes a weight. By name: adadelta, adagrad, adam, adamax, adamw, ftrl, lion, nadam, rmsprop, sgd. An
/// optimizer keeps values per weight between steps, so it belongs to one model.
/// </summary>
/// <example>
/// What all optimizers have in common is set by name:
/// <code>
/// model.Compile(new RMSprop(learningRate: 1e-4) { WeightDecay = 0.004, ClipNorm = 1 }, loss: "mse");
/// </code>
/// </example>
public abstract partial class Optimizer
{
    internal static NameTable<Optimizer> Known { get; } = new("optimizer",
        ("adadelta", config => Config.Make<Adadelta>(config)),
        ("adagrad", config => Config.Make<Adagrad>(config)),
        ("adam", config => Config.Make<Adam>(config)),
        ("adamax", config => Config.Make<Adamax>(config)),
        ("adamw", config => Config.Make<AdamW>(config)),
        ("ftrl", config => Config.Make<Ftrl>(config)),
        ("lion", config => Config.Make<Lion>(config)),
        ("nadam", config => Config.Make<Nadam>(config)),
        ("rmsprop", config => Config.Make<RMSprop>(config)),
        ("sgd", config => Config.Make<SGD>(config)))
    {
        Finish = (optimizer, config) => optimizer.ReadOptions(config),
    };

    private readonly Dictionary<Variable, Variable[]> _slots = [];
    private Variable[] _weights = [];

    /// <summary>For optimizers of your own.</summary>
    /// <param name="name">What messages and variables call it.</param>
    /// <param name="learningRate">The learning rate, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not positive.</exception>
    protected Optimizer(string name, double learningRate)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        if (!(learningRate > 0 && double.IsFinite(learningRate)))
            throw new ArgumentOutOfRangeException(nameof(learningRate), string.Create(CultureInfo.InvariantCulture, $"{name} needs a positive learning rate, such as 0.001, but got {learningRate}."));
        LearningRateVariable = new Variable($"{name}/learning_rate", Shape.Scalar);
        Iteration = new Variable($"{name}/iteration", Shape.Scalar, ElementType.Int64);
        LearningRate = learningRate;
    }

    /// <summary>Keras's name, for example <c>rmsprop</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The learning rate, kept as a 32-bit number as in Keras: 0.001 reads as 0.0010000000474974513. May be set
    /// between steps; 0 stands still. With a <see cref="LearningRateSchedule"/> it is that of the last step.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative number, or to one that is not finite.</exception>
    /// <exception cref="InvalidOperationException">It is set although a schedule sets it.</exception>
    public double LearningRate
    {
        get => LearningRateVariable.Values[0];
        set
        {
            if (LearningRateSchedule is { } schedule) throw new InvalidOperationException($"{Name}: the learning rate cannot be set, because its {schedule.GetType().Name} sets it before each step.");
            LearningRateVariable.Values[0] = value >= 0 && double.IsFinite(value) ? (float)value
                : throw new ArgumentOutOfRangeException(nameof(value), string.Create(CultureInfo.InvariantCulture, $"{Name}: the learning rate cannot be {value}."));
        }
    }

    /// <summary>The variable that holds the learning rate.</summary>
    public Variable LearningRateVariable { get; }

    /// <summary>The integer variable that counts steps.</summary>
    public Variable Iteration { get; }

    /// <summary>
    /// The values kept between steps, of all weights, in the order of Keras's files: moving averages, collected
    /// gradients, then what the rule keeps. Empty before training.
    /// </summary>
    public IReadOnlyList<Variable> Slots
    {
        get
        {
            var slots = new List<Variable>();
            if (UseEma) slots.AddRange(_weights.Select(Average));
            if (GradientAccumulationSteps is not null) slots.AddRange(_weights.Select(weight => _slots[weight][^1]));
            if (InterleavedSlots > 0) foreach (Variable weight in _weights) slots.AddRange(_slots[weight].Take(InterleavedSlots));
            for (int i = InterleavedSlots; i < SlotNames.Count; i++)
                foreach (Variable weight in _weights) slots.Add(_slots[weight][i]);
            return slots;
        }
    }

    /// <summary>What Keras's files hold beside the counter of steps: the learning rate, unless a schedule sets it, then <see cref="Slots"/>.</summary>
    internal IReadOnlyList<Variable> VariablesInFiles
    {
        get
        {
            var variables = new List<Variable>();
            if (LearningRateSchedule is null) variables.Add(LearningRateVariable);
            variables.AddRange(Slots);
            if (_weights.Length == 0 || RunningProduct is not { } product) return variables;
            variables.Add(new Variable($"{Name}/u_product", Shape.Scalar));
            variables[^1].Values[0] = (float)product;
            return variables;
        }
    }

    /// <summary>A number that Keras keeps as one more variable, and that follows from the counter of steps here; most rules have none.</summary>
    private protected virtual double? RunningProduct => null;

    /// <summary>The names of the values kept per weight, in the order of the rule's slots: <c>velocity</c>.</summary>
    protected abstract IReadOnlyList<string> SlotNames { get; }

    /// <summary>What happens to one weight: a new <see cref="Update{TRule}"/>.</summary>
    protected abstract UpdateOperation Rule { get; }

    /// <summary>What a slot holds before the first step. Default: 0.</summary>
    /// <param name="slot">One of <see cref="SlotNames"/>.</param>
    protected virtual double InitialValue(string slot) => 0;

    /// <summary>How many leading slots files list weight by weight; the others they list slot by slot.</summary>
    private protected virtual int InterleavedSlots => 0;

    /// <summary>
    /// The optimizer's settings, in Keras's words: those of all optimizers, then its own. What
    /// <see cref="ExcludeFromWeightDecay"/> named is not among them.
    /// </summary>
    public Config GetConfig()
    {
        var config = new Config();
        WriteOptions(config);
        WriteConfig(config);
        return config;
    }

    /// <summary>Writes the settings of the optimizer's own kind, beside those that all optimizers have.</summary>
    /// <param name="config">Where they go.</param>
    protected virtual void WriteConfig(Config config) { }

    /// <summary>The optimizer as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Of(this, "keras.optimizers", GetConfig());

    /// <summary>Makes the slots, once.</summary>
    /// <param name="weights">The weights that are trained, in the model's order.</param>
    /// <exception cref="InvalidOperationException">The optimizer has been built for other weights.</exception>
    internal void Build(IReadOnlyList<Variable> weights)
    {
        if (_weights.Length > 0)
        {
            if (weights.SequenceEqual(_weights)) return;
            throw new InvalidOperationException($"This {Name} optimizer already trains other weights: give each model an optimizer of its own, and a new one where the trained layers change.");
        }
        _weights = [.. weights];
        foreach (Variable weight in _weights)
        {
            var slots = SlotNames.Select(slot => NewSlot(weight, slot, InitialValue(slot))).ToList();
            if (UseEma) slots.Add(NewSlot(weight, "average", 0));
            if (GradientAccumulationSteps is not null) slots.Add(NewSlot(weight, "gradient_accumulator", 0));
            _slots[weight] = [.. slots];
        }
    }

    private Variable NewSlot(Variable weight, string name, double initial)
    {
        var slot = new Variable($"{Name}/{weight.Name}/{name}", weight.Shape);
        slot.Values.Fill((float)initial);
        return slot;
    }

    /// <summary>The effects of a step: every weight's update, and the counter of steps.</summary>
    /// <param name="weights">The weights that the optimizer was built for.</param>
    /// <param name="gradients">The gradients of the loss by them.</param>
    internal IEnumerable<Node> Effects(IReadOnlyList<Variable> weights, IReadOnlyList<Node> gradients)
    {
        Node[] measured = GlobalClipNorm is null && ClipNorm is null ? [] : [.. gradients.Select((gradient, i) => Collected(weights[i], gradient))];
        Node? norm = GlobalClipNorm is null ? null : new Node(new Norm(measured.Length), measured);
        for (int i = 0; i < weights.Count; i++)
        {
            var inputs = new List<Node> { weights[i].Read };
            inputs.AddRange(_slots[weights[i]].Select(slot => slot.Read));
            inputs.AddRange([LearningRateVariable.Read, Iteration.Read]);
            if (ClipNorm is not null) inputs.Add(new Node(new Norm(), measured[i]));
            if (norm is not null) inputs.Add(norm);
            inputs.Add(gradients[i]);
            yield return new Node(Rule.With(OptionsFor(weights[i])), [.. inputs]);
        }
        yield return new Node(new Increment(), Iteration.Read);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The optimizer of that name, with Keras's defaults.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Optimizer(string name) => Known.Find(name);

    /// <summary>A setting that was given by a user, checked to be at least 0 and at most (or below) 1.</summary>
    private protected static double Share(double value, string optimizer, string argument, bool includeOne = false) =>
        value >= 0 && (value < 1 || (includeOne && value == 1)) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{optimizer}: {argument} must be from 0 {(includeOne ? "to" : "to below")} 1 but was {value}."));

    /// <summary>A setting that was given by a user, checked to be 0 or positive.</summary>
    private protected static double NotNegative(double value, string optimizer, string argument) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{optimizer}: {argument} must be 0 or positive but was {value}."));

    /// <summary>An epsilon that was given by a user, checked: at 0, a weight without gradient would become 0 / 0.</summary>
    private protected static double Positive(double value, string optimizer, string argument) =>
        (float)value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{optimizer}: {argument} must be a small positive number, such as 1e-7, but was {value}."));
}
