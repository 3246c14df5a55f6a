using System.Globalization;

namespace Keratin;

/// <summary>What it takes to get the same run again, and what it ran on.</summary>
internal sealed class RunSection(int seed, int threads, History? history, RunFacts facts) : Section("run", "This run")
{
    /// <inheritdoc/>
    public override IEnumerable<Highlight> Highlights => history is { Duration.Ticks: > 0 } ? [new("training time", Figures.Duration(history.Duration), Quantity.Of(history.Epochs, "epoch"))] : [];

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", "The same seed, data and calls give the same weights to the last bit, whatever the number of threads.", ("class", "lead"));
        List<(string, string)> lines = [("seed", seed.ToString(CultureInfo.InvariantCulture))];
        if (history is not null && history.Seed != seed) lines.Add(("seed of the order of rows", history.Seed.ToString(CultureInfo.InvariantCulture)));
        if (history is { Duration.Ticks: > 0 })
        {
            lines.Add(("training", $"{Figures.Duration(history.Duration)} for {Quantity.Of(history.Epochs, "epoch")}"));
            lines.Add(("per epoch", Figures.Duration(history.Duration / Math.Max(1, history.Epochs))));
        }
        lines.AddRange(
        [
            ("report made", facts.Made.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)),
            ("Keratin", facts.Keratin),
            (".NET", facts.Runtime),
            ("system", facts.System),
            ("processor", $"{facts.Processor}, {Quantity.Of(facts.Processors, "thread")}, {facts.Vectors}"),
            ("threads used at most", Quantity.Of(threads)),
        ]);
        Facts.Write(page.Html, lines);
    }
}
