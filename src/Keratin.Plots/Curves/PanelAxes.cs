using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace Keratin;

/// <summary>Draws one panel with ScottPlot: pale values behind averages, dots, line, the mark of the best epoch.</summary>
internal static class PanelAxes
{
    // Of more, single lines are not seen: the band tells.
    private const int MostFoldsShown = 20;

    private static readonly Color PaleFold = Palette.Validation.WithAlpha(0.4);
    private static readonly Color BandColor = Palette.Validation.WithAlpha(0.16);

    public static Plot Draw(CurvePlot picture, int index)
    {
        Panel drawn = picture.Drawn[index];
        double[] epochs = [.. drawn.Epochs.Select(epoch => (double)epoch)];
        Plot plot = Axes.New(picture.IsSmoothed ? string.Create(CultureInfo.InvariantCulture, $"{drawn.Title} (smoothed {picture.Smoothing})") : drawn.Title, below: "Epoch");
        Axes.CountBelow(plot);

        if (picture.IsSmoothed)
        {
            Panel raw = picture.Raw[index];
            if (raw.Training is Curve dots) AddDots(plot, epochs, dots, Palette.Training.WithAlpha(0.25));
            if (raw is { Folds.Length: 0, Validation: Curve line }) AddLine(plot, epochs, line, Palette.Validation.WithAlpha(0.4), 1);
        }
        if (drawn.Band is (Curve low, Curve high)) AddBand(plot, epochs, low, high);
        if (ShowsFolds(drawn))
            foreach (Curve fold in drawn.Folds) AddLine(plot, epochs, fold, PaleFold, 1);
        if (picture.BestDrawn is int best) plot.Add.VerticalLine(epochs[best], 1.5f, Palette.Mark.WithAlpha(0.45));
        if (drawn.Training is Curve training) AddDots(plot, epochs, training, Palette.Training);
        if (drawn.Validation is Curve validation) AddLine(plot, epochs, validation, Palette.Validation, 2.25f);
        if (Marked(picture, index) is (double epoch, double value))
            plot.Add.Marker(epoch, value, MarkerShape.OpenCircle, 13, Palette.Mark).MarkerLineWidth = 2;
        Limit(plot, epochs, drawn, picture.IsSmoothed ? picture.Raw[index] : null);
        return plot;
    }

    /// <summary>What the panel's symbols stand for.</summary>
    public static IReadOnlyList<LegendEntry> Legend(CurvePlot picture, int index)
    {
        Panel drawn = picture.Drawn[index];
        List<LegendEntry> entries = [];
        if (drawn.Training is { Label.Length: > 0 } training) entries.Add(new(LegendSymbol.Dot, Palette.Training, training.Label));
        if (drawn.Validation is { Label.Length: > 0 } validation) entries.Add(new(LegendSymbol.Line, Palette.Validation, validation.Label));
        if (drawn.Folds.Length > 0) entries.Add(new(LegendSymbol.Area, BandColor, "± 1 std"));
        if (ShowsFolds(drawn)) entries.Add(new(LegendSymbol.Line, PaleFold, "each fold"));
        if (Marked(picture, index) is (double epoch, double value))
            entries.Add(new(LegendSymbol.Ring, Palette.Mark, string.Create(CultureInfo.InvariantCulture, $"{(index == 0 ? "best, epoch" : "epoch")} {epoch}: {Axes.Number(value)}")));
        return entries;
    }

    private static (double Epoch, double Value)? Marked(CurvePlot picture, int index)
    {
        Panel drawn = picture.Drawn[index];
        return picture.BestDrawn is int best && (drawn.Validation ?? drawn.Training) is Curve curve && double.IsFinite(curve.Values[best])
            ? (drawn.Epochs[best], curve.Values[best])
            : null;
    }

    private static bool ShowsFolds(Panel panel) => panel.Folds.Length is > 0 and <= MostFoldsShown;

    private static void AddBand(Plot plot, double[] epochs, Curve low, Curve high)
    {
        int[] finite = [.. Enumerable.Range(0, epochs.Length).Where(epoch => double.IsFinite(low.Values[epoch]) && double.IsFinite(high.Values[epoch]))];
        if (finite.Length == 0) return;
        FillY band = plot.Add.FillY([.. finite.Select(epoch => epochs[epoch])], [.. finite.Select(epoch => low.Values[epoch])], [.. finite.Select(epoch => high.Values[epoch])]);
        (band.FillColor, band.LineWidth, band.MarkerSize) = (BandColor, 0, 0);
    }

    private static Scatter AddDots(Plot plot, double[] epochs, Curve curve, Color color)
    {
        Scatter dots = Add(plot, epochs, curve, color);
        dots.LineWidth = 0;
        dots.MarkerSize = epochs.Length switch { <= 40 => 7, <= 150 => 5, _ => 3 };
        return dots;
    }

    private static Scatter AddLine(Plot plot, double[] epochs, Curve curve, Color color, float width)
    {
        Scatter line = Add(plot, epochs, curve, color);
        line.LineWidth = width;
        // A line through one epoch has no length.
        line.MarkerSize = line.Data.GetScatterPoints().Count == 1 ? 7 : 0;
        return line;
    }

    private static Scatter Add(Plot plot, double[] epochs, Curve curve, Color color)
    {
        Coordinates[] points = [.. epochs.Zip(curve.Values, (epoch, value) => new Coordinates(epoch, value)).Where(point => double.IsFinite(point.Y))];
        return plot.Add.Scatter(points, color);
    }

    private static void Limit(Plot plot, double[] epochs, Panel drawn, Panel? behind)
    {
        IEnumerable<double> shown = Finite(drawn.Curves);
        if (drawn.Band is (Curve bandLow, Curve bandHigh)) shown = shown.Concat(Finite([bandLow, bandHigh]));
        // An outlier that was averaged away must not stretch the axis, but nine in ten values behind the average are to be seen.
        double[] pale = [.. Finite([.. behind?.Curves ?? [], .. drawn.Folds]).Order()];
        shown = shown.Concat(pale[(pale.Length / 20)..^(pale.Length / 20)]);
        double low = shown.DefaultIfEmpty(0).Min(), high = shown.DefaultIfEmpty(1).Max();
        double room = high > low ? (high - low) * 0.07 : Math.Max(Math.Abs(high) * 0.1, 1e-3);
        double side = Math.Max(0.5, (epochs[^1] - epochs[0]) * 0.03);
        plot.Axes.SetLimits(Math.Max(0.5, epochs[0] - side), epochs[^1] + side, low - room, high + room);
    }

    private static IEnumerable<double> Finite(IEnumerable<Curve> curves) => curves.SelectMany(curve => curve.Values).Where(double.IsFinite);
}
