using SkiaSharp;

namespace Keratin;

/// <summary>Where boxes and edges stand, from the order of their ranks.</summary>
internal sealed class LayeredLayout
{
    private const float BetweenBoxes = 28;
    private const float BetweenEdges = 14;
    private const float BetweenRanks = 40;
    private const float Margin = 16;
    // How much of a box's side edges may use, from its middle to each side.
    private const float PortShare = 0.35f;
    private const int Rounds = 120;
    private const double ChainWeight = 10;
    private const double BendWeight = 1e-4;

    private readonly LayeredOrder _order;
    private readonly IReadOnlyList<SKSize> _sizes;
    private readonly double[] _middles;

    /// <param name="sizes">The size of each box.</param>
    /// <param name="edges">From which box to which; the first of each has the smaller number.</param>
    public LayeredLayout(IReadOnlyList<SKSize> sizes, IReadOnlyList<(int From, int To)> edges)
    {
        _order = new LayeredOrder(sizes.Count, edges);
        _sizes = sizes;
        _middles = new double[_order.Ranks.Sum(rank => rank.Count)];
        PlaceSideways();
        (Boxes, Edges, Size) = Draw();
    }

    /// <summary>The place of each box.</summary>
    public IReadOnlyList<SKRect> Boxes { get; }

    /// <summary>
    /// The course of each edge, from the lower side of its first box (or where it parts from an edge before it) to the upper
    /// side of its second: points above each other are joined by a straight line, others by a curve that begins and ends
    /// straight down. Curves lie between ranks.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<SKPoint>> Edges { get; }

    /// <summary>The size of all together, with a margin.</summary>
    public SKSize Size { get; }

    /// <summary>How often edges cross.</summary>
    public int Crossings => _order.Crossings;

    private bool IsBox(int member) => member < _sizes.Count;

    private float WidthOf(int member) => IsBox(member) ? _sizes[member].Width : 0;

    private void PlaceSideways()
    {
        foreach (IReadOnlyList<int> rank in _order.Ranks) Place(rank, _ => (0, 1));
        // All bends of what comes from one box are to stand below each other.
        var lines = new Dictionary<int, BendLine>();
        foreach (IGrouping<int, IReadOnlyList<int>> paths in _order.Paths.Where(path => path.Count > 2).GroupBy(path => path[0]))
        {
            BendLine line = new([.. paths.SelectMany(path => path.Skip(1).SkipLast(1)).Distinct()], [paths.Key, .. paths.Select(path => path[^1])]);
            foreach (int bend in line.Bends) lines.Add(bend, line);
        }
        for (int round = 0; round < Rounds; round++)
        {
            double pull = round < Rounds / 2 ? 0.2 : 0;
            IEnumerable<IReadOnlyList<int>> ranks = round % 2 == 0 ? _order.Ranks : _order.Ranks.Reverse();
            foreach (IReadOnlyList<int> rank in ranks) Place(rank, member => IsBox(member) ? AmidNeighbours(member) : (InLine(lines[member], pull), BendWeight));
        }
    }

    // The mean of the boxes around it, and how strongly they pull. Long edges follow the boxes, and not the other way round;
    // and boxes that have only each other keep together.
    private (double Place, double Weight) AmidNeighbours(int box)
    {
        (double sum, double weights) = (0, 0);
        bool hasBoxes = _order.Above(box).Concat(_order.Below(box)).Any(IsBox);
        foreach (int above in _order.Above(box)) Add(above, box, above);
        foreach (int below in _order.Below(box)) Add(box, below, below);
        return weights > 0 ? (sum / weights, weights) : (_middles[box], 1);

        void Add(int from, int to, int neighbour)
        {
            if (hasBoxes && !IsBox(neighbour)) return;
            double weight = _order.Below(from).Count == 1 && _order.Above(to).Count == 1 ? ChainWeight : 1;
            (sum, weights) = (sum + weight * _middles[neighbour], weights + weight);
        }
    }

    // At first with a pull towards the boxes at their ends.
    private double InLine(BendLine line, double pull)
    {
        double bends = line.Bends.Average(bend => _middles[bend]);
        return bends + pull * (line.Ends.Average(end => _middles[end]) - bends);
    }

    // As near to the wanted places as their order and the room between them allow, by the weighted sum of squares: without
    // that room it is the regression to values that do not fall, by pools of adjacent violators.
    private void Place(IReadOnlyList<int> rank, Func<int, (double Place, double Weight)> wanted)
    {
        var offsets = new double[rank.Count];
        for (int i = 1; i < rank.Count; i++)
            offsets[i] = offsets[i - 1] + (WidthOf(rank[i - 1]) + WidthOf(rank[i])) / 2 + (IsBox(rank[i - 1]) && IsBox(rank[i]) ? BetweenBoxes : BetweenEdges);
        var pools = new List<(double Mean, double Weight, int Count)>();
        for (int i = 0; i < rank.Count; i++)
        {
            (double mean, double weight) = wanted(rank[i]);
            mean -= offsets[i];
            int count = 1;
            while (pools.Count > 0 && pools[^1].Mean > mean)
            {
                (double before, double beforeWeight, int beforeCount) = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                (mean, weight, count) = ((mean * weight + before * beforeWeight) / (weight + beforeWeight), weight + beforeWeight, count + beforeCount);
            }
            pools.Add((mean, weight, count));
        }
        int next = 0;
        foreach ((double mean, _, int count) in pools)
            for (int end = next + count; next < end; next++) _middles[rank[next]] = mean + offsets[next];
    }

    private (IReadOnlyList<SKRect> Boxes, IReadOnlyList<IReadOnlyList<SKPoint>> Edges, SKSize Size) Draw()
    {
        double left = Enumerable.Range(0, _middles.Length).Min(member => _middles[member] - WidthOf(member) / 2) - Margin;
        double right = Enumerable.Range(0, _middles.Length).Max(member => _middles[member] + WidthOf(member) / 2) + Margin;
        for (int member = 0; member < _middles.Length; member++) _middles[member] -= left;

        var rankOf = new int[_middles.Length];
        foreach ((int i, IReadOnlyList<int> rank) in _order.Ranks.Index())
            foreach (int member in rank) rankOf[member] = i;
        float[] heights = [.. _order.Ranks.Select(rank => rank.Where(IsBox).Select(box => _sizes[box].Height).DefaultIfEmpty(0).Max())];
        float[] tops = [.. heights.Select((_, rank) => Margin + heights.Take(rank).Sum() + BetweenRanks * rank)];
        SKRect[] boxes = [.. _sizes.Select((size, box) => SKRect.Create(
            (float)_middles[box] - size.Width / 2, tops[rankOf[box]] + (heights[rankOf[box]] - size.Height) / 2, size.Width, size.Height))];
        var drawn = new HashSet<(int, int)>();
        IReadOnlyList<SKPoint>[] edges = [.. _order.Paths.Select(path =>
        {
            int shared = 0;
            for (int i = 1; i < path.Count; i++)
                if (!drawn.Add((path[i - 1], path[i]))) shared = i;
            return Course([.. path.Skip(shared)], boxes, rank => tops[rank], rank => tops[rank] + heights[rank], rankOf);
        })];
        return (boxes, edges, new SKSize((float)(right - left), tops[^1] + heights[^1] + Margin));
    }

    private IReadOnlyList<SKPoint> Course(IReadOnlyList<int> path, SKRect[] boxes, Func<int, float> top, Func<int, float> bottom, int[] rankOf)
    {
        List<SKPoint> points = [];
        for (int i = 1; i < path.Count; i++)
        {
            (int from, int to) = (path[i - 1], path[i]);
            (float start, float end) = Between(Ports(from), Entry(from, to));
            points.Add(new(start, bottom(rankOf[from])));
            points.Add(new(end, top(rankOf[to])));
        }
        // A box may be lower than its rank.
        SKPoint first = IsBox(path[0]) ? new(points[0].X, boxes[path[0]].Bottom) : points[0];
        SKPoint[] all = [first, .. points, new(points[^1].X, boxes[path[^1]].Top)];
        return [.. all.Where((point, i) => i == 0 || point != all[i - 1])];
    }

    // Straight down where there is a way, else between the nearest places of both.
    private static (float Start, float End) Between((float Low, float High) from, (float Low, float High) to)
    {
        if (from.High < to.Low) return (from.High, to.Low);
        if (to.High < from.Low) return (from.Low, to.High);
        float middle = (Math.Max(from.Low, to.Low) + Math.Min(from.High, to.High)) / 2;
        return (middle, middle);
    }

    // Where edges may leave a box: from one place, if need be, because all carry the same.
    private (float Low, float High) Ports(int member)
    {
        (float middle, float half) = ((float)_middles[member], WidthOf(member) * PortShare);
        return (middle - half, middle + half);
    }

    // Where one edge may enter a box: of several each has a part of its side.
    private (float Low, float High) Entry(int from, int to)
    {
        (float low, float high) = Ports(to);
        int[] all = [.. _order.Above(to).OrderBy(member => _middles[member])];
        float part = (high - low) / all.Length, free = all.Length > 1 ? part * 0.2f : 0;
        int place = Array.IndexOf(all, from);
        return (low + part * place + free, low + part * (place + 1) - free);
    }

    private sealed record BendLine(int[] Bends, int[] Ends);
}
