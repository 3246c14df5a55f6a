using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Keratin.Benchmarks;

/// <summary>The speed of matrix products by Keratin and by OpenBLAS: a panel per number of threads, with the measured peak as a line.</summary>
internal static class ProductPicture
{
    private const double BarSize = 0.38;

    public static PictureFile? Draw(Results results)
    {
        IReadOnlyList<Measurement> all = results.Of(Sections.Ceilings);
        int[] threads = [.. all.Where(line => line.Workload == "peak").Select(line => line.Threads).Distinct().Order()];
        return threads.Length == 0 ? null : new([.. threads.Select(count => Panel(all, count))], threads.Length,
            [
                new(LegendSymbol.Dot, Palette.Training, "Keratin"),
                new(LegendSymbol.Dot, Palette.Validation, "OpenBLAS"),
                new(LegendSymbol.Line, Palette.Mark, "the measured peak of fused multiply-adds"),
            ],
            1100, 420);
    }

    private static Plot Panel(IReadOnlyList<Measurement> all, int threads)
    {
        Plot plot = Axes.New(threads == 1 ? "One thread" : $"{threads} threads", atLeft: "GFLOP/s");
        double peak = all.Last(line => line.Workload == "peak" && line.Threads == threads).Gigaflops!.Value;
        for (int i = 0; i < ProductShape.All.Length; i++)
        {
            Add(plot, i - BarSize / 2, Speed("keratin", ProductShape.All[i]), Palette.Training);
            Add(plot, i + BarSize / 2, Speed("openblas", ProductShape.All[i]), Palette.Validation);
        }
        plot.Add.HorizontalLine(peak, 2, Palette.Mark);
        plot.Axes.SetLimits(-0.6, ProductShape.All.Length - 0.4, 0, peak * 1.08);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. ProductShape.All.Select((shape, i) => new Tick(i, $"{shape.M}×{shape.N}\n×{shape.K}{(shape.Transposed ? " T" : "")}"))]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = value => Figures.Whole(value) };
        plot.Grid.XAxisStyle.IsVisible = false;
        return plot;

        double? Speed(string library, ProductShape shape) => all.LastOrDefault(line => line.Library == library && line.Workload == shape.ToString() && line.Threads == threads)?.Gigaflops;
    }

    private static void Add(Plot plot, double position, double? speed, Color color)
    {
        if (speed is not { } value) return;
        plot.Add.Bar(new Bar { Position = position, Value = value, Size = BarSize, FillColor = color, LineWidth = 0 });
        Text label = plot.Add.Text(Figures.Whole(value), position, value);
        label.LabelFontSize = 11;
        label.LabelFontColor = Palette.Text;
        label.LabelFontName = InterTypeface.Family;
        label.Alignment = Alignment.LowerCenter;
    }
}
