using System.Globalization;

namespace Keratin;

/// <summary>What a search for hyper-parameters found. Prints as a table, the best trial first.</summary>
public sealed class HyperParameterSearchResult
{
    private readonly string _objective;

    internal HyperParameterSearchResult(string objective, bool largerIsBetter, IReadOnlyList<Trial> trials)
    {
        (_objective, Trials) = (objective, trials);
        // A stable sort: of equals the earlier trial comes first; what diverged comes last.
        Ranking = [.. trials.OrderBy(trial => double.IsNaN(trial.Score)).ThenBy(trial => largerIsBetter ? -trial.Score : trial.Score)];
    }

    /// <summary>The trials in the order in which they ran.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>The trials, the best first; those that diverged are the last.</summary>
    public IReadOnlyList<Trial> Ranking { get; }

    /// <summary>The trial with the best mean score.</summary>
    /// <exception cref="InvalidOperationException">The training diverged in every trial.</exception>
    public Trial Best => Ranking[0].Result is not null ? Ranking[0]
        : throw new InvalidOperationException($"There is no best trial: the training diverged in all {Trials.Count}. The first said: {Trials[0].Failure}");

    /// <summary>A line per trial, the best first: its number, its hyper-parameters, and the objective's mean and standard deviation over the folds.</summary>
    public override string ToString()
    {
        string[] names = [.. Ranking.SelectMany(trial => trial.HyperParameters.Values.Keys).Distinct()];
        List<string[]> columns = [["trial", .. Ranking.Select(trial => trial.Number.ToString(CultureInfo.InvariantCulture))]];
        foreach (string name in names) columns.Add([name, .. Ranking.Select(trial => trial.HyperParameters.TextOf(name))]);
        columns.Add([_objective, .. Ranking.Select(trial => trial.Result is null ? "diverged" : History.Format(trial.Score))]);
        columns.Add(["± std", .. Ranking.Select(trial => trial.Result is { } result ? History.Format(result.Std[_objective]) : "")]);
        return ColumnText.Write(columns);
    }
}
