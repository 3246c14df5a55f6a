using System.Globalization;

namespace Keratin;

/// <summary>What a cross-validation found, in the order of the folds. Prints as a table.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(IReadOnlyList<FoldOutcome> folds)
    {
        Histories = [.. folds.Select(fold => fold.History)];
        IReadOnlyList<string> names = folds[0].Scores.Names;
        Scores = new(names, name => Array.AsReadOnly([.. folds.Select(fold => fold.Scores[name])]));
        Mean = new(names, name => MeanOf(Scores[name]));
        Std = new(names, name => Math.Sqrt(MeanOf([.. Scores[name].Select(score => (score - Mean[name]) * (score - Mean[name]))])));
        MeanHistory = MeanPerEpoch(Histories);
    }

    /// <summary>
    /// By name, each fold's score on its held-out rows after the training: <c>Scores["mae"][2]</c> is that of the third
    /// fold. Where a callback restored other weights at the end, the score is theirs.
    /// </summary>
    public FoldValues<IReadOnlyList<double>> Scores { get; }

    /// <summary>By name, the mean of the folds' scores.</summary>
    public FoldValues<double> Mean { get; }

    /// <summary>By name, the standard deviation of the folds' scores: that of a population, √(Σ (score − mean)² / k), as <c>np.std</c>.</summary>
    public FoldValues<double> Std { get; }

    /// <summary>Each fold's training, with the values of the held-out rows after each epoch as <c>val_loss</c> and so on.</summary>
    public IReadOnlyList<History> Histories { get; }

    /// <summary>
    /// For each epoch the mean of the folds' values: <c>MeanHistory["val_mae"]</c>. Where a callback stopped some folds
    /// early, it has the epochs that all folds have, so that every mean is over the same folds. Its seed is that of the
    /// first fold.
    /// </summary>
    public History MeanHistory { get; }

    /// <summary>The index, counted from 0, of the epoch that is best in the mean over the folds (see <see cref="History.BestEpoch"/>).</summary>
    /// <param name="monitor">The name to judge by.</param>
    /// <param name="mode"><c>"min"</c> where less is better, <c>"max"</c> where more is, <c>"auto"</c> (the default) to go by the loss or metric.</param>
    /// <exception cref="ArgumentException">The mode is not known.</exception>
    /// <exception cref="KeyNotFoundException">There is no such name; the message lists those there are.</exception>
    /// <exception cref="InvalidOperationException">No epoch has a value of this name; or the mode is auto and nothing says whether more or less of the value is better.</exception>
    public int BestEpoch(string monitor = "val_loss", string mode = "auto") => MeanHistory.BestEpoch(monitor, mode);

    /// <summary>The scores as a table: a line per fold, counted from 1, then the mean and the standard deviation.</summary>
    public override string ToString()
    {
        List<string[]> columns = [["fold", .. Histories.Select((_, fold) => (fold + 1).ToString(CultureInfo.InvariantCulture)), "mean", "± std"]];
        foreach ((string name, IReadOnlyList<double> scores) in Scores)
            columns.Add([name, .. scores.Append(Mean[name]).Append(Std[name]).Select(History.Format)]);
        return ColumnText.Write(columns);
    }

    private static History MeanPerEpoch(IReadOnlyList<History> histories)
    {
        var mean = new History(histories[0].Seed, () => histories[0].Reported);
        string[] names = [.. histories[0].Names.Where(name => histories.All(history => history.Contains(name)))];
        int epochs = histories.Min(history => history.Epochs);
        for (int epoch = 0; epoch < epochs; epoch++)
            mean.Add(epoch, names.ToDictionary(name => name, name => MeanOf([.. histories.Select(history => history[name][epoch])])));
        return mean;
    }

    private static double MeanOf(IReadOnlyList<double> values) => values.Sum() / values.Count;
}
