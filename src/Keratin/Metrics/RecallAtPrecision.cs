namespace Keratin;

/// <summary>The best recall (true positives / all yes) among the thresholds whose precision (true positives / answers of yes) is at least a given one; 0 where none is.</summary>
public sealed class RecallAtPrecision : BestUnderConstraint, IFromConfig<RecallAtPrecision>
{
    /// <summary>Makes a metric.</summary>
    /// <param name="precision">The precision to reach, from 0 to 1.</param>
    /// <param name="numThresholds">How many thresholds are tried, evenly from 0 to 1. Default: 200.</param>
    /// <param name="classId">The only output to look at. Default: all together.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RecallAtPrecision(double precision, int numThresholds = 200, int? classId = null, string name = "recall_at_precision")
        : base(name, precision, nameof(precision), numThresholds, classId)
    {
    }

    static RecallAtPrecision IFromConfig<RecallAtPrecision>.FromConfig(Config config) => new(config.GetDouble("precision"), config.GetInt("num_thresholds", 200), config.GetOptionalInt("class_id"),
        name: config.GetString("name", "recall_at_precision"));

    private protected override double Constrained(in ConfusionCounts counts) => counts.Precision;

    private protected override double Wanted(in ConfusionCounts counts) => counts.Sensitivity;
}
