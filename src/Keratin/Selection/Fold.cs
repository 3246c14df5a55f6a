namespace Keratin;

/// <summary>
/// One fold of a cross-validation as the factory of its model sees it: the training rows. The held-out rows are kept
/// from it, so that nothing fitted here can leak from them.
/// </summary>
/// <example>
/// <code>
/// var folds = CrossValidation.KFold(fold =>
/// {
///     var (mean, std) = (fold.X.Mean(axis: 0), fold.X.Std(axis: 0));
///     fold.Transform = rows => (rows - mean) / std;
///     return BuildModel();
/// }, x, y, k: 4);
/// </code>
/// </example>
public sealed class Fold
{
    private readonly NDArray _allX;
    private readonly NDArray _allY;
    private readonly Split _split;
    private NDArray? _x;
    private NDArray? _y;

    /// <summary>Marks a fold; no rows are copied yet.</summary>
    /// <param name="index">The fold's number, counted from 0.</param>
    /// <param name="x">All inputs.</param>
    /// <param name="y">All targets.</param>
    /// <param name="split">Which rows are held out.</param>
    internal Fold(int index, NDArray x, NDArray y, Split split)
    {
        Index = index;
        (_allX, _allY, _split) = (x, y, split);
    }

    /// <summary>The fold's number, counted from 0.</summary>
    public int Index { get; }

    /// <summary>The inputs of the training rows, as they were given, in the order of the split. Sparse where all inputs are.</summary>
    public NDArray X => _x ??= _split.TrainingRows(_allX);

    /// <summary>The targets of the training rows, in the same order.</summary>
    public NDArray Y => _y ??= _split.TrainingRows(_allY);

    /// <summary>
    /// What is done to inputs before the model sees them: set it to scale them, for example. It is called once with
    /// the training rows and once with the held-out rows, on the fold's thread, while other folds may be running.
    /// Default: null, nothing is done.
    /// </summary>
    public Func<NDArray, NDArray>? Transform { get; set; }

    /// <summary>The inputs that the model trains on.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Transform"/> did not give one row per row.</exception>
    internal NDArray TrainingInputs() => Transformed(X);

    /// <summary>The inputs and targets that the model is judged by.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Transform"/> did not give one row per row.</exception>
    internal (NDArray X, NDArray Y) HeldOut() => (Transformed(_split.TestRows(_allX)), _split.TestRows(_allY));

    /// <summary>Forgets the copies of the training rows, which are made again when they are asked for: waiting folds take no memory.</summary>
    internal void Release() => (_x, _y) = (null, null);

    private NDArray Transformed(NDArray rows)
    {
        if (Transform is null) return rows;
        NDArray? result = Transform(rows);
        if (result is null || result.Rank == 0 || result.Length != rows.Length)
            throw new InvalidOperationException($"The Transform of fold {Index + 1} was given inputs of shape {rows.Shape} and must return one row for each, but returned {(result is null ? "null" : $"the shape {result.Shape}")}.");
        return result;
    }
}
