using System.Globalization;

namespace Keratin;

/// <summary>What a report is made of, and the order in which it stands on the page: what came of the training first, then what went in.</summary>
/// <param name="Title">The page's heading.</param>
/// <param name="Model">The layers.</param>
/// <param name="Source">The model itself, for what is still to be asked of it.</param>
/// <param name="History">The training; null where there was none.</param>
internal sealed record ReportParts(string Title, ModelSection Model, Model Source, History? History)
{
    public TrainingSection? Training { get; init; }

    public EvaluationSection? Evaluation { get; init; }

    public MistakesSection? Mistakes { get; init; }

    public ImportanceSection? Importance { get; init; }

    public FoldsSection? Folds { get; init; }

    public DataSection? Data { get; init; }

    /// <summary>Writes the page.</summary>
    public string Write(RunFacts facts)
    {
        Section[] sections = [.. ((Section?[])[Training, Evaluation, Mistakes, Importance, Folds, Data, Model, new RunSection(Source.Seed, Source.Threads, History, facts)]).OfType<Section>()];
        var page = new ReportPage();
        foreach (Section section in sections) section.Write(page);
        return PageTemplate.Fill(new Dictionary<string, string>
        {
            ["title"] = HtmlWriter.Escape(Title),
            ["words"] = HtmlWriter.Escape($"{Model.Words}{(History is { Epochs: > 0 } history ? $", trained for {Quantity.Of(history.Epochs, "epoch")}" : "")}."),
            ["highlights"] = Highlights(sections),
            ["navigation"] = Navigation(sections),
            ["content"] = page.Html.ToString(),
            ["charts"] = page.FinishCharts(),
            ["made"] = HtmlWriter.Escape($"Made by Keratin {facts.Keratin} on {facts.Made.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}."),
        });
    }

    private static string Highlights(IEnumerable<Section> sections)
    {
        var html = new HtmlWriter();
        using (html.Open("dl", ("class", "highlights")))
            foreach (Highlight highlight in sections.SelectMany(section => section.Highlights))
            {
                using HtmlWriter.Scope one = html.Open("div");
                html.Element("dt", highlight.Label);
                using HtmlWriter.Scope value = html.Open("dd");
                html.Element("strong", highlight.Value);
                html.Element("span", highlight.Note);
            }
        return html.ToString();
    }

    private static string Navigation(IEnumerable<Section> sections)
    {
        var html = new HtmlWriter();
        using (html.Open("ul"))
            foreach (Section section in sections)
                using (html.Open("li")) html.Element("a", section.Title, ("href", "#" + section.Id));
        return html.ToString();
    }
}
