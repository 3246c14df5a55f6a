namespace Keratin;

/// <summary>What <see cref="Model.Compile"/> was told.</summary>
internal sealed record Compilation(Optimizer Optimizer, Loss Loss, IReadOnlyList<Metric> Metrics);
