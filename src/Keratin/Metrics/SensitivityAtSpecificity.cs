namespace Keratin;

/// <summary>The best sensitivity (true positives / all yes) among the thresholds whose specificity (true negatives / all no) is at least a given one; 0 where none is.</summary>
public sealed class SensitivityAtSpecificity : BestUnderConstraint, IFromConfig<SensitivityAtSpecificity>
{
    /// <summary>Makes a metric.</summary>
    /// <param name="specificity">The specificity to reach, from 0 to 1.</param>
    /// <param name="numThresholds">How many thresholds are tried, evenly from 0 to 1. Default: 200.</param>
    /// <param name="classId">The only output to look at. Default: all together.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SensitivityAtSpecificity(double specificity, int numThresholds = 200, int? classId = null, string name = "sensitivity_at_specificity")
        : base(name, specificity, nameof(specificity), numThresholds, classId)
    {
    }

    static SensitivityAtSpecificity IFromConfig<SensitivityAtSpecificity>.FromConfig(Config config) => new(config.GetDouble("specificity"), config.GetInt("num_thresholds", 200), config.GetOptionalInt("class_id"),
        name: config.GetString("name", "sensitivity_at_specificity"));

    private protected override double Constrained(in ConfusionCounts counts) => counts.Specificity;

    private protected override double Wanted(in ConfusionCounts counts) => counts.Sensitivity;
}
