using Keratin.Core;

namespace Keratin;

/// <summary>
/// The usual ways to part rows into those that a model is trained on and those that it is judged by. All of them
/// depend on their arguments alone: the same seed gives the same parts, on every machine.
/// </summary>
public static class Splits
{
    /// <summary>
    /// Holds out each of k folds once. Without a seed the folds are those of the book: fold i holds out the n / k rows
    /// from row i · (n / k) on, and the rows left over at the end are always trained on.
    /// </summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="k">How many folds, from 2 to the number of rows.</param>
    /// <param name="seed">Puts the rows in a random order first, and then deals all of them out; null leaves them in theirs.</param>
    /// <returns>A split for each fold; the parts' rows are in ascending order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or fewer rows than folds.</exception>
    public static IReadOnlyList<Split> KFold(int rows, int k, int? seed = null)
    {
        CheckFolds(rows, k);
        if (seed is { } given) return Deal(Shuffled(rows, given), k);
        int size = rows / k;
        return [.. Enumerable.Range(0, k).Select(fold => Except(rows, [.. Enumerable.Range(fold * size, size)]))];
    }

    /// <summary>k folds in each of which every class has its share, as nearly as whole rows allow: for classes of unequal size.</summary>
    /// <param name="labels">The classes: a number per row, or a row of one-hot numbers per row.</param>
    /// <param name="k">How many folds, from 2 to the number of rows of the smallest class.</param>
    /// <param name="seed">Puts the rows of each class in a random order first; null leaves them in theirs.</param>
    /// <returns>A split for each fold; the parts' rows are in ascending order.</returns>
    /// <exception cref="ArgumentException">The labels are not one per row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or a class has fewer rows than there are folds.</exception>
    public static IReadOnlyList<Split> StratifiedKFold(NDArray labels, int k, int? seed = null)
    {
        int[][] classes = RowsByClass(labels);
        CheckFolds(labels.Length, k);
        int smallest = classes.Min(rows => rows.Length);
        if (smallest < k)
            throw new ArgumentOutOfRangeException(nameof(k), $"k was {k}, but the smallest class has only {smallest} row{(smallest == 1 ? "" : "s")}: use at most as many folds as that, leave such classes out, or use KFold, which does not look at classes.");
        // Dealt class after class without a break, each class and the folds as a whole differ by one row at most.
        return Deal([.. classes.SelectMany((rows, i) => Shuffled(rows, seed, i))], k);
    }

    /// <summary>
    /// k folds that keep groups together: no group is both trained on and judged by. For several rows of the same
    /// patient, house or author. The largest group goes first, each to the fold with the fewest rows so far.
    /// </summary>
    /// <param name="groups">The group of each row, any number or name.</param>
    /// <param name="k">How many folds, from 2 to the number of groups.</param>
    /// <typeparam name="T">What a group is called by.</typeparam>
    /// <returns>A split for each fold; the parts' rows are in ascending order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or fewer groups than folds.</exception>
    public static IReadOnlyList<Split> GroupKFold<T>(IReadOnlyList<T> groups, int k) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(groups);
        var members = new OrderedDictionary<T, List<int>>();
        for (int row = 0; row < groups.Count; row++)
        {
            if (!members.TryGetValue(groups[row], out List<int>? rows)) members.Add(groups[row], rows = []);
            rows.Add(row);
        }
        CheckFolds(groups.Count, k);
        if (members.Count < k) throw new ArgumentOutOfRangeException(nameof(k), $"k was {k}, but there are only {members.Count} groups: each fold holds out whole groups, so k can be at most {members.Count}.");
        List<int>[] folds = [.. Enumerable.Range(0, k).Select(_ => new List<int>())];
        foreach (List<int> rows in members.Values.OrderByDescending(rows => rows.Count)) folds.MinBy(fold => fold.Count)!.AddRange(rows);
        return [.. folds.Select(fold => Except(groups.Count, [.. fold.Order()]))];
    }

    /// <summary>Holds out each row once: as many folds as rows. For very few data.</summary>
    /// <param name="rows">How many rows there are, at least 2.</param>
    /// <returns>A split for each row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two rows.</exception>
    public static IReadOnlyList<Split> LeaveOneOut(int rows)
    {
        if (rows < 2) throw new ArgumentOutOfRangeException(nameof(rows), $"Leaving one row out needs at least 2 rows, but there are {rows}.");
        return KFold(rows, rows);
    }

    /// <summary>Holds out a random share of the rows, once.</summary>
    /// <param name="rows">How many rows there are, at least 2.</param>
    /// <param name="testShare">The share that is held out, between 0 and 1; at least one row, and at least one is left. Default: 0.2.</param>
    /// <param name="seed">What the choice is made of. Default: 0.</param>
    /// <returns>The split; both parts' rows are in random order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1, or there are fewer than two rows.</exception>
    public static Split TrainTest(int rows, double testShare = 0.2, int seed = 0)
    {
        CheckShare(testShare);
        if (rows < 2) throw new ArgumentOutOfRangeException(nameof(rows), $"A split needs at least 2 rows, one for each part, but there are {rows}.");
        int[] order = Shuffled(rows, seed);
        int test = TestRows(rows, testShare);
        return new Split(order[test..], order[..test]);
    }

    /// <summary>Holds out a random share of the rows of every class, once: for classes of unequal size.</summary>
    /// <param name="labels">The classes: a number per row, or a row of one-hot numbers per row; each class needs at least two rows.</param>
    /// <param name="testShare">The share that is held out of each class, between 0 and 1; at least one row, and at least one is left. Default: 0.2.</param>
    /// <param name="seed">What the choice is made of. Default: 0.</param>
    /// <returns>The split; both parts' rows are in random order.</returns>
    /// <exception cref="ArgumentException">The labels are not one per row, or a class has a single row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static Split StratifiedTrainTest(NDArray labels, double testShare = 0.2, int seed = 0)
    {
        CheckShare(testShare);
        int[][] classes = RowsByClass(labels);
        if (classes.FirstOrDefault(rows => rows.Length == 1) is [int only])
            throw new ArgumentException($"Row {only} is the only one of its class: each class needs at least 2 rows, one for each part. Leave it out, or use TrainTest, which does not look at classes.", nameof(labels));
        int[][] mixed = [.. classes.Select((rows, i) => Shuffled(rows, seed, i))];
        int[] test = [.. mixed.SelectMany(rows => rows[..TestRows(rows.Length, testShare)])];
        int[] train = [.. mixed.SelectMany(rows => rows[TestRows(rows.Length, testShare)..])];
        return new Split(Shuffled(train, seed, classes.Length), Shuffled(test, seed, classes.Length));
    }

    // Rounded to the nearest whole row.
    private static int TestRows(int rows, double share) => Math.Clamp((int)Math.Round(rows * share), 1, rows - 1);

    // Row after row to fold after fold, as cards are dealt.
    private static Split[] Deal(int[] order, int k) =>
        [.. Enumerable.Range(0, k).Select(fold => Except(order.Length, [.. order.Where((_, i) => i % k == fold).Order()]))];

    private static Split Except(int rows, int[] held)
    {
        HashSet<int> test = [.. held];
        return new Split(Enumerable.Range(0, rows).Where(row => !test.Contains(row)), held);
    }

    private static int[] Shuffled(int[] rows, int? seed, int part) =>
        seed is { } given ? [.. Order(rows.Length, RandomBits.Key((uint)given, (ulong)part + 1)).Select(i => rows[i])] : rows;

    private static int[] Shuffled(int rows, int seed) => Order(rows, RandomBits.Key((uint)seed));

    private static int[] Order(int rows, ulong key)
    {
        var order = new int[rows];
        RandomBits.Permute(key, order);
        return order;
    }

    // The classes in ascending order, the rows of each in theirs.
    private static int[][] RowsByClass(NDArray labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Rank is 0 or > 2 || labels.Length == 0)
            throw new ArgumentException($"labels must hold a class per row, of shape (rows), (rows, 1) or one-hot (rows, classes), but have the shape {labels.Shape}.", nameof(labels));
        NDArray classes = labels.Rank == 2 && labels.Shape[1] > 1 ? labels.ArgMax(axis: 1) : labels;
        return [.. classes.ToArray().Select((label, row) => (label, row)).GroupBy(pair => pair.label, pair => pair.row).OrderBy(group => group.Key).Select(group => group.ToArray())];
    }

    private static void CheckFolds(int rows, int k)
    {
        if (k < 2) throw new ArgumentOutOfRangeException(nameof(k), $"Cross-validation needs at least 2 folds, one to train on and one to measure, but k was {k}.");
        if (k > rows) throw new ArgumentOutOfRangeException(nameof(k), $"k was {k} but there are only {rows} rows: each fold needs at least one row, so k can be at most {rows}.");
    }

    private static void CheckShare(double testShare)
    {
        if (testShare is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testShare), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"testShare is the share of the rows that is held out, between 0 and 1, such as 0.2, but was {testShare}."));
    }
}
