namespace Keratin;

/// <summary>The scores alone, of a model with several numbers or answers per row.</summary>
internal sealed class ScoresSection(Evaluation scores, int rows) : EvaluationSection(scores, rows)
{
    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page) => Facts.Write(page.Html, Scores);
}
