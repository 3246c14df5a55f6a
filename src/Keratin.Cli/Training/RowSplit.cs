using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>Parts rows into those to learn from and those to check by; of classes both get their share.</summary>
internal static class RowSplit
{
    // The whole numbers that 32 bits hold exactly: folds are made of the rows' numbers.
    private const int MostRows = 1 << 24;

    /// <summary>Holds out a share of the rows.</summary>
    /// <param name="target">What is predicted.</param>
    /// <param name="y">The targets.</param>
    /// <param name="share">The share that is held out.</param>
    /// <param name="seed">What the choice is made of.</param>
    public static Split Once(Target target, NDArray y, double share, int seed)
    {
        if (target.Task != TaskKind.Classification) return Splits.TrainTest(y.Length, share, seed);
        // A class of one row cannot be parted: it is learnt from.
        float[] classes = y.ToArray();
        HashSet<float> single = [.. classes.CountBy(value => value).Where(pair => pair.Value == 1).Select(pair => pair.Key)];
        int[] parted = [.. Enumerable.Range(0, classes.Length).Where(row => !single.Contains(classes[row]))];
        if (parted.Length == 0) return Splits.TrainTest(y.Length, share, seed);
        Split split = Splits.StratifiedTrainTest(y.Take(parted), share, seed);
        return new Split(split.Train.Select(row => parted[row]).Concat(Enumerable.Range(0, classes.Length).Where(row => single.Contains(classes[row]))), split.Test.Select(row => parted[row]));
    }

    /// <summary>Holds out each of k folds once.</summary>
    /// <param name="target">What is predicted.</param>
    /// <param name="y">The targets.</param>
    /// <param name="k">The number of folds.</param>
    /// <param name="seed">What the choice is made of.</param>
    /// <exception cref="UserError">There are fewer rows than folds, or more than can be told apart.</exception>
    public static IReadOnlyList<Split> Folds(Target target, NDArray y, int k, int seed)
    {
        if (k > y.Length) throw new UserError($"--k-fold {k} needs {k} rows or more, but there are {y.Length}.");
        if (y.Length > MostRows) throw new UserError($"--k-fold takes at most {Quantity.Of(MostRows)} rows, but there are {Quantity.Of(y.Length)}: leave it out, so many rows are judged well by a share that is held out.");
        // Without its share of a small class a fold is still a fold.
        bool canStratify = target.Task == TaskKind.Classification && y.ToArray().CountBy(value => value).Min(pair => pair.Value) >= k;
        return canStratify ? Splits.StratifiedKFold(y, k, seed) : Splits.KFold(y.Length, k, seed);
    }
}
