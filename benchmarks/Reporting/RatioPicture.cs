using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Keratin.Benchmarks;

/// <summary>The ratios as bars on a logarithmic axis, each with a mark at its goal.</summary>
internal static class RatioPicture
{
    private const double BarSize = 0.34;

    public static PictureFile? Draw(Results results)
    {
        (Goal Goal, Contest? Users, Contest? HandWritten)[] rows =
        [
            .. from goal in Goal.All
               let users = Contest.Of(results, Sections.Peers, goal, LibraryKind.Users)
               let handWritten = Contest.Of(results, Sections.Peers, goal, LibraryKind.HandWritten)
               where users is not null || handWritten is not null
               select (goal, users, handWritten),
        ];
        if (rows.Length == 0) return null;
        Plot plot = Axes.New("How many times as long the others take");
        for (int i = 0; i < rows.Length; i++)
        {
            Add(plot, -i + BarSize / 2, rows[i].Users, rows[i].Goal.Users, Palette.Training);
            Add(plot, -i - BarSize / 2, rows[i].HandWritten, rows[i].Goal.HandWritten, Palette.Validation);
        }
        plot.Add.VerticalLine(0, 1.5f, Palette.Mark);
        double[] ratios = [.. rows.SelectMany(row => new[] { row.Users, row.HandWritten }).OfType<Contest>().Select(contest => contest.Ratio.Median)];
        double[] goals = [.. rows.SelectMany(row => new[] { row.Goal.Users, row.Goal.HandWritten }).OfType<double>()];
        double low = Math.Log10(Math.Min(0.8, ratios.Min() * 0.7)), high = Math.Log10(ratios.Concat(goals).Max()) + 0.3;
        plot.Axes.SetLimits(low, high, -rows.Length + 0.4, 0.6);
        plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((row, i) => new Tick(-i, row.Goal.Title.Replace("`", "", StringComparison.Ordinal)))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = LogarithmicTicks.At(((double[])[0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]).Where(value => Math.Log10(value) > low && Math.Log10(value) < high), value => Figures.Count(value) + " ×");
        plot.Grid.YAxisStyle.IsVisible = false;
        return new([plot], 1,
            [
                new(LegendSymbol.Dot, Palette.Training, "the faster of PyTorch and TorchSharp"),
                new(LegendSymbol.Dot, Palette.Validation, "the fastest C++ program"),
                new(LegendSymbol.Line, Palette.Mark, "across a bar: its goal"),
            ],
            1100, 120 + 46 * rows.Length);
    }

    private static void Add(Plot plot, double position, Contest? contest, double? goal, Color color)
    {
        if (contest is null) return;
        double value = Math.Log10(contest.Ratio.Median);
        plot.Add.Bar(new Bar { Position = position, Value = value, Size = BarSize, FillColor = color, LineWidth = 0, Orientation = Orientation.Horizontal });
        // Beside the bar, and beside the mark of the goal where that stands in the way.
        double end = Math.Max(value, 0);
        if (goal is { } wanted && Math.Log10(wanted) - end is > 0 and < 0.15) end = Math.Log10(wanted);
        Text label = plot.Add.Text(Figures.Times(contest.Ratio.Median) + " ×", end, position);
        label.LabelFontSize = 12;
        label.LabelFontColor = Palette.Text;
        label.LabelFontName = InterTypeface.Family;
        label.Alignment = Alignment.MiddleLeft;
        label.OffsetX = 5;
        if (goal is { } target) plot.Add.Line(Math.Log10(target), position - BarSize / 2, Math.Log10(target), position + BarSize / 2).LineStyle = new() { Color = Palette.Mark, Width = 3 };
    }
}
