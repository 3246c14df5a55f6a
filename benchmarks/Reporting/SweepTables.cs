namespace Keratin.Benchmarks;

/// <summary>The sweeps in figures.</summary>
internal static class SweepTables
{
    /// <summary>The exponents of all sweeps that have a range.</summary>
    public static MarkdownTable Exponents(Results results) => new(
        ["variable", "range", "fit, first", "fit, last", "exponent", "at the large end"],
        [
            .. from sweep in Sweep.All
               let points = results.Sweep(sweep.Key)
               where points.Count > 2
               let times = points.Select(point => (point.Value, point.Seconds)).ToArray()
               select (string[])[sweep.Title, $"{Figures.Count(points[0].Value)} to {Figures.Count(points[^1].Value)}", Figures.Time(points[0].Seconds), Figures.Time(points[^1].Seconds), Figures.Exponent(Growth.Exponent(times)), Figures.Exponent(Growth.ExponentAtTheEnd(times))],
        ]);

    /// <summary>Every point: a table per sweep.</summary>
    public static string Points(Results results)
    {
        string[] tables =
        [
            .. from sweep in Sweep.All
               let points = results.Sweep(sweep.Key)
               where points.Count > 0
               select new MarkdownTable(
                   [sweep.Title, .. points.Select(point => Figures.Count(point.Value))],
                   [["time of the fit", .. points.Select(point => Figures.Time(point.Seconds))], ["time per step", .. points.Select(point => Figures.Time(point.SecondsPerStep))]]).ToString(),
        ];
        return tables.Length == 0 ? MarkdownTable.NotMeasured : string.Join("\n\n", tables);
    }
}
