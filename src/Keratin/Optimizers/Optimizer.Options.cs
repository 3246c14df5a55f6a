using System.Runtime.CompilerServices;
using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <content>What all optimizers have in common: one place for every rule.</content>
public abstract partial class Optimizer
{
    private readonly HashSet<Variable> _undecayed = [];
    private string[] _undecayedNames = [];
    private bool _averagesInPlace;
    private float? _firstLearningRate;

    /// <summary>
    /// How much of each weight a step takes away before the rule, times the learning rate: w ← w − lr·decay·w. Default:
    /// none. Which weights are spared says <see cref="ExcludeFromWeightDecay"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative number.</exception>
    public double? WeightDecay
    {
        get;
        set => field = BeforeTraining<double?>(nameof(WeightDecay), value is { } decay ? NotNegative(decay, Name, nameof(WeightDecay)) : null);
    }

    /// <summary>The most that the norm of one weight's gradient may be; a larger gradient is scaled down to it. Default: none.</summary>
    /// <exception cref="ArgumentException">It is set to a number that is not positive, or beside another way to clip.</exception>
    public double? ClipNorm
    {
        get;
        set => field = BeforeTraining(nameof(ClipNorm), Limit(value, nameof(ClipNorm)));
    }

    /// <summary>The most that an element of a gradient may be, up or down. Default: none.</summary>
    /// <exception cref="ArgumentException">It is set to a number that is not positive, or beside another way to clip.</exception>
    public double? ClipValue
    {
        get;
        set => field = BeforeTraining(nameof(ClipValue), Limit(value, nameof(ClipValue)));
    }

    /// <summary>The most that the norm of all gradients together may be; larger ones are scaled down to it. Default: none.</summary>
    /// <exception cref="ArgumentException">It is set to a number that is not positive, or beside another way to clip.</exception>
    public double? GlobalClipNorm
    {
        get;
        set => field = BeforeTraining(nameof(GlobalClipNorm), Limit(value, nameof(GlobalClipNorm)));
    }

    /// <summary>
    /// Whether a moving average of each weight is kept, which takes the weight's place at the end of <c>Fit</c>:
    /// average ← m·average + (1 − m)·w after each step. It begins as the weights after the first step. Default: no.
    /// </summary>
    public bool UseEma
    {
        get;
        set => field = BeforeTraining(nameof(UseEma), value);
    }

    /// <summary>How much of the moving average a step keeps, 0 to 1. Default: 0.99.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number below 0 or above 1.</exception>
    public double EmaMomentum
    {
        get;
        set => field = BeforeTraining(nameof(EmaMomentum), Share(value, Name, nameof(EmaMomentum), includeOne: true));
    } = 0.99;

    /// <summary>After how many steps the averages take the weights' place, again and again. Default: none, only at the end of <c>Fit</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number below 1.</exception>
    public int? EmaOverwriteFrequency
    {
        get;
        set => field = BeforeTraining(nameof(EmaOverwriteFrequency), value is null or >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(EmaOverwriteFrequency), string.Create(CultureInfo.InvariantCulture, $"{Name}: EmaOverwriteFrequency must be at least 1 step, or null for never, but was {value}.")));
    }

    /// <summary>
    /// Over how many steps gradients are collected before the weights are changed once by their mean: batches larger
    /// than memory. Default: none, each step changes the weights.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a number below 2.</exception>
    public int? GradientAccumulationSteps
    {
        get;
        set => field = BeforeTraining(nameof(GradientAccumulationSteps), value is null or >= 2 ? value
            : throw new ArgumentOutOfRangeException(nameof(GradientAccumulationSteps), string.Create(CultureInfo.InvariantCulture, $"{Name}: GradientAccumulationSteps must be at least 2, or null to use each step's gradient, but was {value}.")));
    }

    /// <summary>What sets the learning rate before each step, instead of one number. Default: none.</summary>
    public LearningRateSchedule? LearningRateSchedule
    {
        get;
        set
        {
            field = BeforeTraining(nameof(LearningRateSchedule), value);
            BeginStep();
        }
    }

    /// <summary>
    /// Names weights that <see cref="WeightDecay"/> spares. What an earlier call named counts no longer. As in Keras it is
    /// no part of the configuration, so files do not hold it: call it again on an optimizer that was loaded.
    /// </summary>
    /// <param name="variables">The weights themselves. Default: none.</param>
    /// <param name="names">Parts of names: <c>["bias"]</c> spares every weight with such a name. Default: none.</param>
    /// <exception cref="InvalidOperationException">Training has begun.</exception>
    public void ExcludeFromWeightDecay(IEnumerable<Variable>? variables = null, IEnumerable<string>? names = null)
    {
        if (_weights.Length > 0) throw new InvalidOperationException($"{Name}: ExcludeFromWeightDecay must be called before training begins.");
        _undecayed.Clear();
        _undecayed.UnionWith(variables ?? []);
        _undecayedNames = [.. names ?? []];
        if (_undecayedNames.Contains("")) throw new ArgumentException($"{Name}: an empty name would spare every weight from WeightDecay; leave WeightDecay out instead.", nameof(names));
    }

    /// <summary>The moving average of a weight.</summary>
    internal Variable Average(Variable weight) => _slots[weight][SlotNames.Count];

    /// <summary>
    /// Puts the moving averages of <see cref="UseEma"/> in the place of the weights. <c>Fit</c> does so at its end; after a
    /// loop over <c>TrainOnBatch</c> it is to be called by hand. Without averages, or before the first step, it does nothing.
    /// </summary>
    public void FinalizeVariableValues()
    {
        if (!UseEma || Iteration.Counter == 0) return;
        SwapAverages(inPlace: true);
        foreach (Variable weight in _weights)
        {
            Variable average = Average(weight);
            weight.Values.CopyTo(average.Values);
        }
        _averagesInPlace = false;
    }

    /// <summary>Whether the moving averages stand in the place of the weights.</summary>
    internal bool AveragesInPlace => _averagesInPlace;

    /// <summary>Exchanges the weights and their moving averages, if they are not as wanted already.</summary>
    /// <param name="inPlace">Whether the averages are to stand in the place of the weights.</param>
    internal void SwapAverages(bool inPlace)
    {
        if (_averagesInPlace == inPlace) return;
        foreach (Variable weight in _weights)
        {
            float[] values = weight.Values.ToArray();
            Average(weight).Values.CopyTo(weight.Values);
            values.CopyTo(Average(weight).Values);
        }
        _averagesInPlace = inPlace;
    }

    /// <summary>A training begins: if it is the first one, its learning rate is what <see cref="Reset"/> goes back to.</summary>
    internal void BeginTraining() => _firstLearningRate ??= LearningRateVariable.Values[0];

    /// <summary>Sets the learning rate of the step that comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void BeginStep()
    {
        if (LearningRateSchedule is not { } schedule) return;
        double rate = schedule.At(Iteration.Counter);
        LearningRateVariable.Values[0] = rate >= 0 && double.IsFinite(rate) ? (float)rate : throw NoRate(rate, schedule);
    }

    // Apart, because what it takes to write a message would be compiled before the first step.
    private InvalidOperationException NoRate(double rate, LearningRateSchedule schedule) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Name}: the learning rate of step {Iteration.Counter} cannot be {rate}, as its {schedule.GetType().Name} has it."));

    /// <summary>Forgets all steps: slots, counter and learning rate are as before the first.</summary>
    internal void Reset()
    {
        foreach ((_, Variable[] slots) in _slots)
            foreach ((int place, Variable slot) in slots.Index()) slot.Values.Fill(place < SlotNames.Count ? (float)InitialValue(SlotNames[place]) : 0);
        Iteration.Counter = 0;
        _averagesInPlace = false;
        if (_firstLearningRate is { } rate) LearningRateVariable.Values[0] = rate;
        _firstLearningRate = null;
        BeginStep();
    }

    private void WriteOptions(Config config)
    {
        config.Set("name", SnakeCase.Of(GetType().Name));
        if (LearningRateSchedule is { } schedule) config.SetValue("learning_rate", schedule.ToObject());
        else config.Set("learning_rate", LearningRate);
        config.Set("weight_decay", WeightDecay);
        config.Set("clipnorm", ClipNorm);
        config.Set("global_clipnorm", GlobalClipNorm);
        config.Set("clipvalue", ClipValue);
        config.Set("use_ema", UseEma);
        config.Set("ema_momentum", EmaMomentum);
        config.Set("ema_overwrite_frequency", EmaOverwriteFrequency);
        config.Set("loss_scale_factor", (double?)null);
        // Keras 3.0 does not know it.
        if (GradientAccumulationSteps is { } steps) config.Set("gradient_accumulation_steps", (long)steps);
    }

    private void ReadOptions(Config config)
    {
        _ = config.GetOptionalString("name");
        if (config.GetValue("learning_rate") is Config) LearningRateSchedule = config.GetObject("learning_rate", LearningRateSchedule.Known);
        else LearningRate = config.GetDouble("learning_rate", LearningRate);
        // What an optimizer decays by itself where nothing is said, AdamW, it does not where a file says none.
        if (config.Has("weight_decay")) WeightDecay = config.GetOptionalDouble("weight_decay");
        ClipNorm = config.GetOptionalDouble("clipnorm");
        GlobalClipNorm = config.GetOptionalDouble("global_clipnorm");
        ClipValue = config.GetOptionalDouble("clipvalue");
        UseEma = config.GetBool("use_ema", false);
        EmaMomentum = config.GetDouble("ema_momentum", EmaMomentum);
        EmaOverwriteFrequency = config.GetOptionalInt("ema_overwrite_frequency");
        GradientAccumulationSteps = config.GetOptionalInt("gradient_accumulation_steps");
        config.AllowOnly("loss_scale_factor", null);
    }

    private T BeforeTraining<T>(string property, T value) =>
        _weights.Length == 0 ? value : throw new InvalidOperationException($"{Name}: {property} cannot be changed any more, as training has begun: make a new optimizer and compile the model with it.");

    private UpdateOptions OptionsFor(Variable weight)
    {
        if (!HasOptions) return UpdateOptions.None;
        var options = new UpdateOptions
        {
            AccumulationSteps = GradientAccumulationSteps ?? 1,
            ClipValue = ClipValue,
            ClipNorm = ClipNorm ?? GlobalClipNorm,
            WeightDecay = _undecayed.Contains(weight) || _undecayedNames.Any(name => weight.Name.Contains(name, StringComparison.Ordinal)) ? 0 : WeightDecay ?? 0,
            AverageMomentum = UseEma ? EmaMomentum : null,
            OverwriteFrequency = UseEma ? EmaOverwriteFrequency ?? 0 : 0,
        };
        return options == UpdateOptions.None ? UpdateOptions.None : options;
    }

    private bool HasOptions => GradientAccumulationSteps is not null || ClipValue is not null || ClipNorm is not null || GlobalClipNorm is not null || WeightDecay is not null || UseEma;

    // What a norm is measured of: the gradients so far together, where they are collected.
    private Node Collected(Variable weight, Node gradient) =>
        GradientAccumulationSteps is null ? gradient : new Node(new Core.Add(), gradient, _slots[weight][^1].Read);

    private double? Limit(double? value, string argument)
    {
        if (value is not { } limit) return null;
        if (!(limit > 0 && double.IsFinite(limit)))
            throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{Name}: {argument} must be positive, or null not to clip, but was {limit}."));
        (string Name, double? Value)[] limits = [(nameof(ClipNorm), ClipNorm), (nameof(ClipValue), ClipValue), (nameof(GlobalClipNorm), GlobalClipNorm)];
        foreach ((string other, double? set) in limits)
            if (set is not null && other != argument)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Name}: gradients can be clipped in one way only, but {other} is {set} and {argument} was to be {limit}."), argument);
        return value;
    }
}
