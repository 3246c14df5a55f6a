namespace Keratin;

/// <summary>
/// A graph without circles in ranks from top to bottom, as Sugiyama, Tagawa and Toda drew it (IEEE Transactions on
/// Systems, Man, and Cybernetics 11, 1981): each box below those that it comes from, edges over several ranks with a bend in
/// each that they pass, one for all that come from the same box, and the members of each rank in an order in which few
/// edges cross.
/// </summary>
internal sealed class LayeredOrder
{
    private const int Sweeps = 12;

    private readonly List<List<int>> _above = [];
    private readonly List<List<int>> _below = [];
    private readonly int[][] _paths;
    private int[][] _ranks;

    /// <param name="boxes">How many boxes there are.</param>
    /// <param name="edges">From which box to which; the first of each has the smaller number.</param>
    public LayeredOrder(int boxes, IReadOnlyList<(int From, int To)> edges)
    {
        int[] rankOf = RanksOf(boxes, edges);
        List<int> ranks = [.. rankOf];
        for (int box = 0; box < boxes; box++) AddMember();
        _paths = new int[edges.Count][];
        var bends = new Dictionary<(int From, int Rank), int>();
        for (int edge = 0; edge < edges.Count; edge++)
        {
            (int from, int to) = edges[edge];
            List<int> path = [from];
            for (int rank = rankOf[from] + 1; rank < rankOf[to]; rank++)
            {
                // What several read goes down in one line, from which their edges part.
                if (!bends.TryGetValue((from, rank), out int bend))
                {
                    bends.Add((from, rank), bend = ranks.Count);
                    ranks.Add(rank);
                    AddMember();
                    Connect(path[^1], bend);
                }
                path.Add(bend);
            }
            Connect(path[^1], to);
            _paths[edge] = [.. path, to];
        }
        _ranks = [.. ranks.Index().GroupBy(member => member.Item).OrderBy(rank => rank.Key).Select(rank => rank.Select(member => member.Index).ToArray())];
        Order();
    }

    /// <summary>The members of each rank from left to right: boxes, and beyond their numbers the bends of edges.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Ranks => _ranks;

    /// <summary>The members that each edge passes, from its first box to its last.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Paths => _paths;

    /// <summary>The members in the rank above that a member is connected to.</summary>
    public IReadOnlyList<int> Above(int member) => _above[member];

    /// <summary>The members in the rank below that a member is connected to.</summary>
    public IReadOnlyList<int> Below(int member) => _below[member];

    /// <summary>How often edges cross.</summary>
    public int Crossings
    {
        get
        {
            int[] places = Places(_ranks);
            return Enumerable.Range(0, _ranks.Length - 1).Sum(rank => CrossingsBelow(_ranks[rank], places));
        }
    }

    // As many ranks below the top as the longest way from there; but what nothing leads to stands right above its first reader.
    private static int[] RanksOf(int boxes, IReadOnlyList<(int From, int To)> edges)
    {
        var ranks = new int[boxes];
        foreach ((int from, int to) in edges.OrderBy(edge => edge.To)) ranks[to] = Math.Max(ranks[to], ranks[from] + 1);
        HashSet<int> reached = [.. edges.Select(edge => edge.To)];
        foreach (IGrouping<int, (int From, int To)> source in edges.GroupBy(edge => edge.From).Where(source => !reached.Contains(source.Key)))
            ranks[source.Key] = source.Min(edge => ranks[edge.To]) - 1;
        return ranks;
    }

    private void AddMember()
    {
        _above.Add([]);
        _below.Add([]);
    }

    private void Connect(int from, int to)
    {
        _below[from].Add(to);
        _above[to].Add(from);
    }

    // Each member goes to the mean place of its neighbours in the rank before, downwards and upwards in turn; the best order is kept.
    private void Order()
    {
        int[][] best = _ranks;
        int fewest = Crossings;
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            int[][] ranks = [.. _ranks.Select(rank => rank.ToArray())];
            bool downwards = sweep % 2 == 0;
            for (int i = 1; i < ranks.Length; i++)
            {
                int rank = downwards ? i : ranks.Length - 1 - i;
                int[] before = ranks[downwards ? rank - 1 : rank + 1];
                var places = before.Index().ToDictionary(member => member.Item, member => member.Index);
                List<List<int>> neighbours = downwards ? _above : _below;
                ranks[rank] = [.. ranks[rank].Index().OrderBy(member =>
                    neighbours[member.Item].Count > 0 ? neighbours[member.Item].Average(neighbour => places[neighbour]) : (double)member.Index * before.Length / ranks[rank].Length).Select(member => member.Item)];
            }
            _ranks = ranks;
            SwapNeighbours();
            int crossings = Crossings;
            if (crossings < fewest) (best, fewest) = (_ranks, crossings);
        }
        _ranks = best;
    }

    // Two that stand side by side change places where that saves a crossing.
    private void SwapNeighbours()
    {
        int[] places = Places(_ranks);
        for (bool swapped = true; swapped;)
        {
            swapped = false;
            foreach (int[] rank in _ranks)
                for (int i = 1; i < rank.Length; i++)
                {
                    (int left, int right) = (rank[i - 1], rank[i]);
                    if (Between(left, right, places) <= Between(right, left, places)) continue;
                    (rank[i - 1], rank[i]) = (right, left);
                    (places[left], places[right]) = (i, i - 1);
                    swapped = true;
                }
        }
    }

    // How often edges of one member cross those of another that stands to its right.
    private int Between(int left, int right, int[] places) => Inversions(_above[left], _above[right], places) + Inversions(_below[left], _below[right], places);

    private static int Inversions(List<int> ofLeft, List<int> ofRight, int[] places)
    {
        int inversions = 0;
        foreach (int left in ofLeft)
            foreach (int right in ofRight)
                if (places[left] > places[right]) inversions++;
        return inversions;
    }

    private int CrossingsBelow(int[] rank, int[] places)
    {
        int crossings = 0;
        for (int left = 0; left < rank.Length; left++)
            for (int right = left + 1; right < rank.Length; right++) crossings += Inversions(_below[rank[left]], _below[rank[right]], places);
        return crossings;
    }

    private int[] Places(int[][] ranks)
    {
        var places = new int[_above.Count];
        foreach (int[] rank in ranks)
            for (int i = 0; i < rank.Length; i++) places[rank[i]] = i;
        return places;
    }
}
