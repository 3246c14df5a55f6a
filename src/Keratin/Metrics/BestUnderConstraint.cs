using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>A share of right answers at the best threshold that reaches another share, over all samples and outputs.</summary>
public abstract class BestUnderConstraint : Metric
{
    private readonly double _least;
    private readonly string _argument;
    private readonly int _thresholds;
    private readonly YesOrNo _settings;

    private protected BestUnderConstraint(string name, double least, string argument, int numThresholds, int? classId)
        : base(name)
    {
        if (!(least >= 0 && least <= 1)) throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{argument} must be from 0 to 1 but was {least}."));
        if (numThresholds < 1) throw new ArgumentOutOfRangeException(nameof(numThresholds), string.Create(CultureInfo.InvariantCulture, $"numThresholds must be at least 1 but was {numThresholds}."));
        (_least, _argument, _thresholds, _settings) = (least, argument, numThresholds, new YesOrNo(classId: classId));
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>The share that has to be reached.</summary>
    private protected abstract double Constrained(in ConfusionCounts counts);

    /// <summary>The share that is reported.</summary>
    private protected abstract double Wanted(in ConfusionCounts counts);

    private protected sealed override void WriteConfig(Config config)
    {
        _settings.WriteClass(config);
        config.Set("num_thresholds", _thresholds);
        config.Set(_argument, _least);
    }

    internal sealed override Total Trace(Node truth, Node predictions, Node? weights)
    {
        (truth, predictions) = _settings.Choose(Name, truth, predictions);
        Node below = _thresholds == 1
            ? new Node(new Greater(), predictions, new Node(new Literal(0.5f)))
            : ThresholdCounts.Below(predictions, _thresholds, openEnds: false);
        var counts = new ThresholdCounts(Name, truth, below, _thresholds, weights);
        return new Total(Name, _ => Best(counts.Read()), counts.Sums);
    }

    private double Best(ReadOnlySpan<ConfusionCounts> counts)
    {
        double best = 0;
        foreach (ref readonly ConfusionCounts at in counts)
            if (Constrained(at) >= _least) best = Math.Max(best, Wanted(at));
        return best;
    }
}
