using System.Globalization;

namespace Keratin;

/// <summary>What a cross-validation found: the scores of each fold, and how the held-out rows did epoch by epoch.</summary>
internal sealed class FoldsSection(CrossValidationResult folds) : Section("folds", "Cross-validation")
{
    private const int MostLines = 60;

    /// <inheritdoc/>
    public override IEnumerable<Highlight> Highlights =>
        folds.Mean.Skip(folds.Mean.Count > 1 ? 1 : 0).Take(1).Select(score => new Highlight($"{score.Key}, cross-validated", Figures.Short(score.Value), $"± {Figures.Short(folds.Std[score.Key])} over {Quantity.Of(folds.Histories.Count, "fold")}"));

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", $"{Quantity.Of(folds.Histories.Count, "model")} of the same kind, each judged by the rows that it was not trained on. The deviation says how much of a score is luck of the draw.", ("class", "lead"));
        Scores().Write(page.Html);
        History mean = folds.MeanHistory;
        string[] names = [.. folds.Mean.Keys.Where(name => mean.Contains("val_" + name))];
        if (names.Length == 0 || mean.Epochs < 2) return;
        int? best = mean["val_loss"].Any(double.IsFinite) ? folds.BestEpoch() : null;
        int[] epochs = [.. mean.Epoch.Select(epoch => epoch + 1)];
        var chart = new LineChart(epochs, best,
            [.. folds.Histories.Select((_, i) => (NameOf(i), "thin")), ("mean", "thick")],
            [.. names.Select(name => ($"{Figures.TitleOf(name)} of the held-out rows", (IReadOnlyList<double>?[])[.. folds.Histories.Select(history => history["val_" + name]), mean["val_" + name]]))]);
        page.Chart("fold-curves", "Held-out rows over the epochs, fold by fold", chart.Write, Course(names, epochs, best), chart.Note);
    }

    private HtmlTable Scores()
    {
        string[] names = [.. folds.Mean.Keys];
        bool timed = folds.Histories.All(history => history.Duration > TimeSpan.Zero);
        var table = new HtmlTable("Scores of each fold's held-out rows", ["fold", .. names, "epochs", .. timed ? (string[])["time"] : []]);
        Dictionary<string, Func<double, string>> format = names.ToDictionary(name => name, name => Figures.Aligned(folds.Scores[name]));
        for (int i = 0; i < folds.Histories.Count; i++)
            table.Add([NameOf(i), .. names.Select(name => format[name](folds.Scores[name][i])), Quantity.Of(folds.Histories[i].Epochs), .. timed ? (string[])[Figures.Duration(folds.Histories[i].Duration)] : []]);
        string[] rest = [.. Enumerable.Repeat("", timed ? 2 : 1)];
        table.AddMarked("sum", ["mean", .. names.Select(name => format[name](folds.Mean[name])), .. rest]);
        table.AddMarked("sum", ["deviation", .. names.Select(name => $"± {format[name](folds.Std[name])}"), .. rest]);
        return table;
    }

    private HtmlTable Course(string[] names, int[] epochs, int? best)
    {
        int[] lines = Sample.Of(epochs.Length, MostLines, epochs.Length - 1, best ?? 0);
        var table = new HtmlTable(lines.Length < epochs.Length ? $"Means over the folds in {Quantity.Of(lines.Length)} of {Quantity.Of(epochs.Length)} epochs" : "Means over the folds", ["epoch", .. names.Select(name => "val_" + name)]) { Words = [] };
        Dictionary<string, Func<double, string>> format = names.ToDictionary(name => name, name => Figures.Aligned(folds.MeanHistory["val_" + name]));
        foreach (int line in lines)
        {
            string[] cells = [epochs[line].ToString(CultureInfo.InvariantCulture), .. names.Select(name => format[name](folds.MeanHistory["val_" + name][line]))];
            if (line == best) table.AddMarked("best", cells);
            else table.Add(cells);
        }
        return table;
    }

    private static string NameOf(int fold) => string.Create(CultureInfo.InvariantCulture, $"fold {fold + 1}");
}
