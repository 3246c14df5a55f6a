namespace Keratin;

/// <summary>The best precision (true positives / answers of yes) among the thresholds whose recall (true positives / all yes) is at least a given one; 0 where none is.</summary>
public sealed class PrecisionAtRecall : BestUnderConstraint, IFromConfig<PrecisionAtRecall>
{
    /// <summary>Makes a metric.</summary>
    /// <param name="recall">The recall to reach, from 0 to 1.</param>
    /// <param name="numThresholds">How many thresholds are tried, evenly from 0 to 1. Default: 200.</param>
    /// <param name="classId">The only output to look at. Default: all together.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public PrecisionAtRecall(double recall, int numThresholds = 200, int? classId = null, string name = "precision_at_recall")
        : base(name, recall, nameof(recall), numThresholds, classId)
    {
    }

    static PrecisionAtRecall IFromConfig<PrecisionAtRecall>.FromConfig(Config config) => new(config.GetDouble("recall"), config.GetInt("num_thresholds", 200), config.GetOptionalInt("class_id"),
        name: config.GetString("name", "precision_at_recall"));

    private protected override double Constrained(in ConfusionCounts counts) => counts.Sensitivity;

    private protected override double Wanted(in ConfusionCounts counts) => counts.Precision;
}
