using Keratin.Core;

namespace Keratin.Tests;

/// <summary>Runs a metric alone, on the kernels, over batches.</summary>
internal static class MetricRun
{
    /// <summary>The metric of all rows, which come in batches of at most <paramref name="batchSize"/>.</summary>
    public static double Of(Metric metric, NDArray truth, NDArray predictions, NDArray? weights = null, int batchSize = 5)
    {
        Node t = Reference.Input([.. truth.Shape[1..]]), p = Reference.Input([.. predictions.Shape[1..]]), w = Reference.Input();
        Total total = metric.Trace(t, p, weights is null ? null : w);
        var graph = new Graph([], [.. total.Effects]);
        GraphVerifier.Verify(graph);
        var plan = new Plan(graph, batchSize, CpuBackend.Instance);
        var feeds = new List<(RowFeed Feed, NDArray Data)> { (plan.Feed(t), truth), (plan.Feed(p), predictions) };
        if (weights is not null) feeds.Add((plan.Feed(w), weights));
        foreach ((RowFeed feed, NDArray data) in feeds) feed.Bind(data);
        total.Reset();
        for (int start = 0; start < truth.Length; start += batchSize)
        {
            int[] rows = [.. Enumerable.Range(start, Math.Min(batchSize, truth.Length - start))];
            foreach ((RowFeed feed, _) in feeds) feed.Load(rows);
            plan.Run(rows.Length, null);
        }
        return total.Value(truth.Length);
    }
}
