namespace Keratin.Cli.Training;

/// <summary>A metric on rows that were not learnt from.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Value">Its value; of a cross-validation the folds' mean.</param>
/// <param name="Deviation">The folds' standard deviation; null without folds.</param>
/// <param name="Baseline">What the simplest prediction reaches; null where that is not known.</param>
internal sealed record Measure(string Name, double Value, double? Deviation, double? Baseline);
