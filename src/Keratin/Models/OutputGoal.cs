namespace Keratin;

/// <summary>What one output of a model is trained for.</summary>
/// <param name="Loss">What training makes small.</param>
/// <param name="Weight">How much the loss counts in that of the model.</param>
/// <param name="Metrics">What is reported beside the loss, every sample counting the same.</param>
/// <param name="WeightedMetrics">What is reported with the samples' weights.</param>
internal sealed record OutputGoal(Loss Loss, double Weight, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> WeightedMetrics);
