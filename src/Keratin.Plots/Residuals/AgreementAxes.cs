using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace Keratin;

/// <summary>
/// Draws predicted over actual numbers with ScottPlot, and the diagonal where they are equal. Few rows are dots; of many,
/// which would cover each other, the density is drawn.
/// </summary>
internal static class AgreementAxes
{
    private const int MostDots = 2000;
    private const float CellSize = 5;

    public static Plot Draw(ResidualData data, SKSize room)
    {
        Plot plot = Axes.New(data.RSquared is { } share ? string.Create(CultureInfo.InvariantCulture, $"R² {share:F4}") : "R² undefined", below: "Actual", atLeft: "Predicted");
        (double low, double high) = Limits(data);
        if (HasDots(data)) AddDots(plot, data);
        else plot.Add.Plottable(new Blocks(Density(data, low, high, room)));
        LinePlot diagonal = plot.Add.Line(low, low, high, high);
        (diagonal.LineColor, diagonal.LineWidth, diagonal.MarkerSize) = (Palette.Mark, 1.5f, 0);
        plot.Axes.SetLimits(low, high, low, high);
        return plot;
    }

    /// <summary>What the panel's symbols stand for.</summary>
    public static IReadOnlyList<LegendEntry> Legend(ResidualData data) =>
    [
        HasDots(data) ? new(LegendSymbol.Dot, Palette.Training, "row") : new(LegendSymbol.Area, Palette.Share(0.65), "the darker, the more rows"),
        new(LegendSymbol.Line, Palette.Mark, "predicted = actual"),
    ];

    // How many rows each cell holds that holds any, as a colour: on a logarithmic scale, pale for one row, dark for the most.
    private static IReadOnlyList<(CoordinateRect Place, Color Color)> Density(ResidualData data, double low, double high, SKSize room)
    {
        int columns = Math.Max(10, (int)(room.Width / CellSize)), rows = Math.Max(10, (int)(room.Height / CellSize));
        var counts = new Dictionary<(int Column, int Row), int>();
        foreach ((double actual, double predicted) in data.Actual.Zip(data.Predicted))
        {
            (int, int) cell = (Place(actual, columns), Place(predicted, rows));
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }
        double most = Math.Log(counts.Values.Max() + 1);
        (double width, double height) = ((high - low) / columns, (high - low) / rows);
        return [.. counts.OrderBy(cell => cell.Key).Select(cell => (
            new CoordinateRect(low + cell.Key.Column * width, low + (cell.Key.Column + 1) * width, low + cell.Key.Row * height, low + (cell.Key.Row + 1) * height),
            Palette.Share(0.15 + 0.85 * Math.Log(cell.Value + 1) / most)))];

        int Place(double value, int cells) => Math.Clamp((int)((value - low) / (high - low) * cells), 0, cells - 1);
    }

    private static void AddDots(Plot plot, ResidualData data)
    {
        Scatter dots = plot.Add.ScatterPoints(data.Actual, data.Predicted, Palette.Training.WithAlpha(data.Actual.Length switch { <= 150 => 0.7, <= 600 => 0.5, _ => 0.35 }));
        dots.MarkerSize = data.Actual.Length switch { <= 150 => 7, <= 600 => 6, _ => 5 };
    }

    private static bool HasDots(ResidualData data) => data.Actual.Length <= MostDots;

    private static (double Low, double High) Limits(ResidualData data)
    {
        (double low, double high) = (Math.Min(data.Actual.Min(), data.Predicted.Min()), Math.Max(data.Actual.Max(), data.Predicted.Max()));
        double room = high > low ? (high - low) * 0.05 : Math.Max(Math.Abs(high) * 0.1, 1e-3);
        return (low - room, high + room);
    }
}
