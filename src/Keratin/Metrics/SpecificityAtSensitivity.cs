namespace Keratin;

/// <summary>The best specificity (true negatives / all no) among the thresholds whose sensitivity (true positives / all yes) is at least a given one; 0 where none is.</summary>
public sealed class SpecificityAtSensitivity : BestUnderConstraint, IFromConfig<SpecificityAtSensitivity>
{
    /// <summary>Makes a metric.</summary>
    /// <param name="sensitivity">The sensitivity to reach, from 0 to 1.</param>
    /// <param name="numThresholds">How many thresholds are tried, evenly from 0 to 1. Default: 200.</param>
    /// <param name="classId">The only output to look at. Default: all together.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SpecificityAtSensitivity(double sensitivity, int numThresholds = 200, int? classId = null, string name = "specificity_at_sensitivity")
        : base(name, sensitivity, nameof(sensitivity), numThresholds, classId)
    {
    }

    static SpecificityAtSensitivity IFromConfig<SpecificityAtSensitivity>.FromConfig(Config config) => new(config.GetDouble("sensitivity"), config.GetInt("num_thresholds", 200), config.GetOptionalInt("class_id"),
        name: config.GetString("name", "specificity_at_sensitivity"));

    private protected override double Constrained(in ConfusionCounts counts) => counts.Sensitivity;

    private protected override double Wanted(in ConfusionCounts counts) => counts.Specificity;
}
