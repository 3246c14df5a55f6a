namespace Keratin;

/// <summary>How far predicted numbers are from the true ones.</summary>
internal sealed class ResidualSection(Evaluation scores, IReadOnlyList<Metric> metrics, double[] truths, double[] predictions) : EvaluationSection(scores, truths.Length)
{
    private const int MostPoints = 800;
    private const int MostGroups = 10;
    private const int Bins = 24;

    /// <inheritdoc/>
    protected override void WriteContent(ReportPage page)
    {
        double[] errors = [.. predictions.Zip(truths, (prediction, truth) => prediction - truth)];
        double[] sizes = [.. errors.Select(Math.Abs).Order()];
        double mean = truths.Average(), variance = truths.Sum(truth => (truth - mean) * (truth - mean));
        double squares = errors.Sum(error => error * error);
        page.Html.Element("p", $"Half of {Quantity.Of(truths.Length, "row")} are predicted to within {Figures.Short(Quantile(sizes, 0.5))}, nine of ten to within {Figures.Short(Quantile(sizes, 0.9))}.", ("class", "lead"));
        // What a metric says already, under whatever name, is not said twice.
        Facts.Write(page.Html,
        [
            .. Scores,
            .. Unless(metric => metric is LossMetric { Loss: MeanAbsoluteError }, "mean absolute error", sizes.Average()),
            .. Unless(metric => metric is RootMeanSquaredError, "root of the mean squared error", Math.Sqrt(squares / errors.Length)),
            .. Unless(metric => metric is R2Score, "R²", variance > 0 ? 1 - squares / variance : double.NaN),
            ("mean error", Figures.Short(errors.Average())),
            ("largest error", Figures.Short(sizes[^1])),
        ]);
        using HtmlWriter.Scope pair = page.Html.Open("div", ("class", "pair"));
        WriteScatter(page);
        WriteHistogram(page, errors);
    }

    private IEnumerable<(string Name, string Value)> Unless(Func<Metric, bool> says, string name, double value) =>
        metrics.Any(says) ? [] : [(name, Figures.Short(value))];

    private void WriteScatter(ReportPage page)
    {
        int[] points = Sample.Of(truths.Length, MostPoints);
        page.Chart("predicted-against-true", "Predicted against true", json =>
        {
            json.WriteString("kind", "scatter");
            json.WriteString("xTitle", "true");
            json.WriteString("yTitle", "predicted");
            json.WriteFigures("x", points.Select(point => truths[point]));
            json.WriteFigures("y", points.Select(point => predictions[point]));
            json.WriteWholes("rows", points);
        }, Groups(), points.Length < truths.Length ? $"{Quantity.Of(points.Length)} of {Quantity.Of(truths.Length)} rows, evenly chosen." : null);
    }

    // As many rows in each group, from the smallest truth to the largest.
    private HtmlTable Groups()
    {
        int[] order = [.. Enumerable.Range(0, truths.Length).OrderBy(row => truths[row])];
        int groups = Math.Min(MostGroups, order.Length);
        var table = new HtmlTable("Predictions by size of the truth", "true", "rows", "mean predicted", "mean error", "mean absolute error");
        for (int group = 0; group < groups; group++)
        {
            int[] rows = order[(int)((long)group * order.Length / groups)..(int)((group + 1L) * order.Length / groups)];
            table.Add($"{Figures.Short(truths[rows[0]])} to {Figures.Short(truths[rows[^1]])}", Quantity.Of(rows.Length), Figures.Short(rows.Average(row => predictions[row])),
                Figures.Short(rows.Average(row => predictions[row] - truths[row])), Figures.Short(rows.Average(row => Math.Abs(predictions[row] - truths[row]))));
        }
        return table;
    }

    private static void WriteHistogram(ReportPage page, double[] errors)
    {
        // Around zero, so that too low and too high are seen against each other.
        double reach = Math.Max(errors.Max(Math.Abs), double.Epsilon), width = 2 * reach / Bins;
        int[] counts = ColumnSummary.CountsOf(errors, -reach, reach, Bins);
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(edge => -reach + edge * width)];
        var table = new HtmlTable("Errors by size", "from", "to", "rows") { Words = [] };
        for (int bin = 0; bin < Bins; bin++)
            if (counts[bin] > 0) table.Add(Figures.Short(edges[bin]), Figures.Short(edges[bin + 1]), Quantity.Of(counts[bin]));
        page.Chart("errors", "Errors: predicted minus true", json =>
        {
            json.WriteString("kind", "histogram");
            json.WriteString("xTitle", "predicted − true");
            json.WriteFigures("edges", edges);
            json.WriteWholes("counts", counts);
        }, table);
    }

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
