using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Keratin;

/// <summary>The looks of all axes.</summary>
internal static class Axes
{
    private const float TitleSize = 15;
    private const float LabelSize = 13;
    // ScottPlot's own choice is as many as have room, forty in a high picture.
    private const double TicksAtLeft = 0.6;

    /// <summary>Axes with a title above and, where it is not empty, a label below and at the left.</summary>
    public static Plot New(string title, string below = "", string atLeft = "")
    {
        InterTypeface.Register();
        var plot = new Plot();
        // Else each panel would wipe the canvas, and with it the panels drawn before.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Font.Set(InterTypeface.Family);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = TitleSize;
        plot.Axes.Title.Label.Font = InterTypeface.Bold;
        plot.Axes.Title.Label.ForeColor = Palette.Text;
        plot.XLabel(below, LabelSize);
        plot.Axes.Bottom.Label.Bold = false;
        if (atLeft.Length > 0) plot.YLabel(atLeft, LabelSize);
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = TickLabel };
        plot.Axes.Left.TickGenerator = new NumericAutomatic { TickDensity = TicksAtLeft, LabelFormatter = TickLabel };
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = 12;
            axis.TickLabelStyle.ForeColor = Palette.Text;
            axis.Label.ForeColor = Palette.Text;
            axis.MinorTickStyle.Length = 0;
            axis.FrameLineStyle.Color = Palette.Frame;
            axis.MajorTickStyle.Color = Palette.Frame;
        }
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Palette.Grid;
        return plot;
    }

    /// <summary>Lets the axis below count in whole numbers.</summary>
    public static void CountBelow(Plot plot) =>
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = TickLabel };

    /// <summary>Lets the axis at the left count in whole numbers.</summary>
    public static void CountAtLeft(Plot plot) =>
        plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, TickDensity = TicksAtLeft, LabelFormatter = value => value.ToString("#,0", CultureInfo.InvariantCulture) };

    /// <summary>Draws into a part of a canvas.</summary>
    public static void Render(Plot plot, SKCanvas canvas, SKRect area)
    {
        // ScottPlot draws twice when it meets a size for the first time, which an SVG would keep.
        plot.RenderInMemory((int)area.Width, (int)area.Height);
        // Title and label stand at the middle of the data, with more room at one side than at the other.
        PixelRect data = plot.RenderManager.LastRender.DataRect;
        float room = 2 * Math.Min(data.HorizontalCenter, area.Width - data.HorizontalCenter) - 8;
        plot.Axes.Title.Label.Text = Lettering.CutInside(plot.Axes.Title.Label.Text, room, TitleSize, InterTypeface.Bold);
        plot.Axes.Bottom.Label.Text = Lettering.Cut(plot.Axes.Bottom.Label.Text, room, LabelSize, InterTypeface.Regular);
        plot.Render(canvas, new PixelRect(area.Left, area.Right, area.Bottom, area.Top));
    }

    /// <summary>A number in few digits, for titles and legends: 0.1235, 123456.8, 1.235E+06.</summary>
    public static string Number(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e6 ? "0.#" : "G4", CultureInfo.InvariantCulture);

    // ScottPlot's own labels follow the machine's culture, unlike everything else that is printed of a run.
    private static string TickLabel(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
