namespace Keratin;

/// <summary>What a cross-validation looks at before any training, and says in the user's words.</summary>
internal static class CrossValidationChecks
{
    /// <summary>Checks that there are rows to be parted, and a target for each.</summary>
    public static void Data(NDArray x, NDArray y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        foreach ((NDArray array, string argument) in ((NDArray, string)[])[(x, nameof(x)), (y, nameof(y))])
            if (array.Rank == 0) throw new ArgumentException($"{argument} must have a row per sample but is a single number.", argument);
        if (x.Length == 0) throw new ArgumentException($"x holds no data: its shape is {x.Shape}.", nameof(x));
        if (y.Length != x.Length) throw new ArgumentException($"x has {x.Length} rows but y has {y.Length}: there must be one target per row.", nameof(y));
    }

    /// <summary>Checks that the splits name rows that are there.</summary>
    public static void Splits(IReadOnlyList<Split> splits, NDArray x)
    {
        ArgumentNullException.ThrowIfNull(splits);
        if (splits.Count == 0) throw new ArgumentException("splits holds no split: Splits.KFold(rows, k) makes some.", nameof(splits));
        foreach (Split split in splits)
        {
            ArgumentNullException.ThrowIfNull(split, nameof(splits));
            split.CheckFits(x.Length);
        }
    }

    /// <summary>Checks what the factories made for a fold, alone and beside the folds before it.</summary>
    public static void Fit(FoldFit fit, IReadOnlyList<FoldFit> before, NDArray x, NDArray y)
    {
        string made = $"for fold {fit.Fold.Index + 1}";
        if (fit.Model is null) throw new InvalidOperationException($"buildModel returned null {made}: it must return a new, compiled model.");
        if (fit.Model.Compilation is null) throw new InvalidOperationException($"buildModel returned a model {made} that is not compiled: call model.Compile(optimizer: \"rmsprop\", loss: …) before returning it.");
        if (fit.Callbacks.Contains(null!)) throw new InvalidOperationException($"One of the callbacks {made} is null.");
        foreach (FoldFit other in before)
        {
            string twice = $"{made} that it had made for fold {other.Fold.Index + 1} already";
            if (other.Model == fit.Model) throw new InvalidOperationException($"buildModel returned a model {twice}: each fold needs a new one, or it would have seen the rows it is measured by.");
            if (other.Model.Optimizer == fit.Model.Optimizer) throw new InvalidOperationException($"buildModel compiled a model {made} with the optimizer of fold {other.Fold.Index + 1}: make a new optimizer inside buildModel, because it keeps values of the weights that it trains.");
            if (fit.Callbacks.Any(other.Callbacks.Contains)) throw new InvalidOperationException($"callbacks returned a callback {twice}: make new ones at each call, because a callback belongs to one training.");
        }
        if (before.Count > 0 && !FoldFit.ScoreNames(fit.Model).SequenceEqual(FoldFit.ScoreNames(before[0].Model)))
            throw new InvalidOperationException($"buildModel compiled a model {made} that reports {Names(fit)}, but that of fold 1 reports {Names(before[0])}: scores can only be compared where all folds have the same.");
        // What a transform makes of the rows is only known when the fold runs; Fit checks it then.
        if (fit.Fold.Transform is null) TrainingData.Check(fit.Model, [x], [y]);
    }

    private static string Names(FoldFit fit) => string.Join(", ", FoldFit.ScoreNames(fit.Model));
}
