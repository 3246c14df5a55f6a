namespace Keratin;

/// <summary>
/// One way to part rows: those that a model is trained on and those that it is judged by. <see cref="Splits"/> makes
/// them in the usual ways; make your own where rows belong together in another.
/// </summary>
/// <example>
/// <code>
/// var split = Splits.TrainTest(x.Length, testShare: 0.2, seed: 1);
/// var (xTrain, xTest) = split.Apply(x);
/// var (yTrain, yTest) = split.Apply(y);
/// </code>
/// </example>
public sealed class Split
{
    private readonly int[] _train;
    private readonly int[] _test;

    /// <summary>Parts rows by their numbers. A row may be in neither part, but not in both.</summary>
    /// <param name="train">The rows to train on, counted from 0, in the order in which they are to stand.</param>
    /// <param name="test">The rows to judge by, in the order in which they are to stand.</param>
    /// <exception cref="ArgumentException">A part is empty, a row is negative, or a row is in both parts.</exception>
    public Split(IEnumerable<int> train, IEnumerable<int> test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        (_train, _test) = ([.. train], [.. test]);
        foreach ((int[] rows, string part) in ((int[], string)[])[(_train, nameof(train)), (_test, nameof(test))])
        {
            if (rows.Length == 0) throw new ArgumentException($"The {part} part of a split has no rows: each part needs at least one.", part);
            if (rows.Min() < 0) throw new ArgumentException($"The {part} part of a split has the row {rows.Min()}: rows are counted from 0.", part);
        }
        HashSet<int> learnt = [.. _train];
        foreach (int row in _test)
            if (learnt.Contains(row)) throw new ArgumentException($"Row {row} is in both parts of a split: a model would have seen the rows it is judged by.", nameof(test));
    }

    /// <summary>The numbers of the rows to train on, in their order.</summary>
    public IReadOnlyList<int> Train => _train.AsReadOnly();

    /// <summary>The numbers of the rows to judge by, in their order.</summary>
    public IReadOnlyList<int> Test => _test.AsReadOnly();

    /// <summary>Copies the rows of both parts.</summary>
    /// <param name="rows">Inputs or targets, a row per sample: dense or sparse.</param>
    /// <returns>The rows to train on and those to judge by; sparse where <paramref name="rows"/> are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than the split names.</exception>
    public (NDArray Train, NDArray Test) Apply(NDArray rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        CheckFits(rows.Rank == 0 ? 0 : rows.Length);
        return (TrainingRows(rows), TestRows(rows));
    }

    /// <summary>The sizes, in words.</summary>
    public override string ToString() => $"{_train.Length} rows to train on, {_test.Length} to test";

    internal NDArray TrainingRows(NDArray rows) => rows.Take(_train);

    internal NDArray TestRows(NDArray rows) => rows.Take(_test);

    /// <summary>Throws where the split names a row that is not there.</summary>
    internal void CheckFits(int rows)
    {
        int last = Math.Max(_train.Max(), _test.Max());
        if (last >= rows) throw new ArgumentOutOfRangeException(nameof(rows), $"The split names row {last}, but there are only {rows} rows, numbered from 0: make the split for these data.");
    }
}
