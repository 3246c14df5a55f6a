using System.Globalization;

namespace Keratin.Core;

/// <summary>
/// What an update does around its rule, the same for every optimizer and in Keras's order: gradients are collected over
/// some steps, their mean is clipped, the weight decays, the rule changes it, and its moving average follows and now
/// and then takes its place.
/// </summary>
public sealed record UpdateOptions
{
    /// <summary>The rule and nothing else.</summary>
    public static UpdateOptions None { get; } = new();

    /// <summary>Over how many steps gradients are collected before their mean is used; 1 uses each. Takes a slot if more.</summary>
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>The most that an element of the gradient may be, up or down.</summary>
    public double? ClipValue { get; init; }

    /// <summary>The most that the gradient's norm may be: the gradient is scaled down to it. Takes an input, the norm.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The share of the weight, times the learning rate, that each update takes away before the rule.</summary>
    public double WeightDecay { get; init; }

    /// <summary>How much of the weight's moving average a step keeps. Takes a slot where it is set.</summary>
    public double? AverageMomentum { get; init; }

    /// <summary>After how many updates the moving average takes the weight's place; 0 means never.</summary>
    public int OverwriteFrequency { get; init; }

    /// <summary>How many variables of the weight's shape are kept besides the rule's slots: the average, then the collected gradients.</summary>
    public int Slots => (AverageMomentum is null ? 0 : 1) + (AccumulationSteps > 1 ? 1 : 0);

    /// <summary>How many inputs of an update stand between the iteration and the gradient: the norm, where it is needed.</summary>
    public int ExtraInputs => ClipNorm is null ? 0 : 1;

    /// <summary>What is set, for printed graphs: <c>[decay 0.01, clip 1]</c>.</summary>
    public override string ToString()
    {
        var set = new List<string>();
        if (AccumulationSteps > 1) set.Add(string.Create(CultureInfo.InvariantCulture, $"collect {AccumulationSteps}"));
        if ((ClipValue ?? ClipNorm) is { } limit) set.Add(string.Create(CultureInfo.InvariantCulture, $"clip {limit}"));
        if (WeightDecay > 0) set.Add(string.Create(CultureInfo.InvariantCulture, $"decay {WeightDecay}"));
        if (AverageMomentum is { } momentum) set.Add(string.Create(CultureInfo.InvariantCulture, $"average {momentum}"));
        return set.Count == 0 ? "" : $"[{string.Join(", ", set)}]";
    }
}
