using Keratin.Core;

namespace Keratin;

/// <summary>Computes the loss and the metrics of some data, in order.</summary>
internal sealed class Evaluator(PhasePlan plan, Samples samples, ThreadTeam? team)
{
    private readonly int[] _order = [.. Enumerable.Range(0, samples.Length)];

    /// <summary>Runs over all rows.</summary>
    /// <returns>The plan with its totals.</returns>
    public PhasePlan Run(CancellationToken cancellation = default)
    {
        plan.Bind(samples);
        plan.Reset();
        for (int start = 0; start < _order.Length; start += plan.MaxRows)
        {
            cancellation.ThrowIfCancellationRequested();
            plan.Run(_order.AsSpan(start, Math.Min(plan.MaxRows, _order.Length - start)), team);
        }
        return plan;
    }
}
