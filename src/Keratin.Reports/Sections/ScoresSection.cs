namespace Keratin;

/// <summary>The scores alone, and why there is no more.</summary>
internal sealed class ScoresSection(Evaluation scores, int rows, string words) : EvaluationSection(scores, rows)
{
    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        page.Html.Element("p", words, ("class", "lead"));
        Facts.Write(page.Html, Scores);
    }
}
