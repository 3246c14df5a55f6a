namespace Keratin;

/// <summary>What <see cref="Model.Compile"/> was told.</summary>
/// <param name="Optimizer">How weights are changed.</param>
/// <param name="Loss">What training makes small.</param>
/// <param name="Metrics">What is reported beside the loss, every sample counting the same.</param>
/// <param name="WeightedMetrics">What is reported with the samples' weights.</param>
/// <param name="Frozen">The layers, at any depth, that were not to be trained at that time.</param>
internal sealed record Compilation(Optimizer Optimizer, Loss Loss, IReadOnlyList<Metric> Metrics, IReadOnlyList<Metric> WeightedMetrics, HashSet<Layer> Frozen);
