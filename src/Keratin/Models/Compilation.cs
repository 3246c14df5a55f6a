namespace Keratin;

/// <summary>What <see cref="Model.Compile(Optimizer, Loss, IReadOnlyList{Metric}, IReadOnlyList{Metric})"/> was told.</summary>
/// <param name="Optimizer">How weights are changed.</param>
/// <param name="Goals">What each output is trained for.</param>
/// <param name="Frozen">The layers, at any depth, that were not to be trained at that time.</param>
internal sealed record Compilation(Optimizer Optimizer, IReadOnlyList<OutputGoal> Goals, HashSet<Layer> Frozen)
{
    /// <summary>Whether a loss or a metric depends on how the rows are cut into batches.</summary>
    public bool DependsOnBatch => Goals.Any(goal => goal.Loss.DependsOnBatch || goal.Metrics.Concat(goal.WeightedMetrics).Any(metric => metric.DependsOnBatch));
}
