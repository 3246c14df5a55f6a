using ScottPlot;
using ScottPlot.TickGenerators;

namespace Keratin.Benchmarks;

/// <summary>The look of the library's own pictures, for those of the page.</summary>
internal static class PictureStyle
{
    /// <summary>Empty axes with a title.</summary>
    public static Plot Axes(string title)
    {
        InterTypeface.Register();
        var plot = new Plot();
        // Else each panel would wipe the canvas, and with it the panels drawn before.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Font.Set(InterTypeface.Family);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = 15;
        plot.Axes.Title.Label.Font = InterTypeface.Bold;
        plot.Axes.Title.Label.ForeColor = Palette.Text;
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.TickLabelStyle.FontSize = 12;
            axis.TickLabelStyle.ForeColor = Palette.Text;
            axis.Label.ForeColor = Palette.Text;
            axis.Label.FontSize = 13;
            axis.Label.Bold = false;
            axis.MinorTickStyle.Length = 0;
            axis.FrameLineStyle.Color = Palette.Frame;
            axis.MajorTickStyle.Color = Palette.Frame;
        }
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Palette.Grid;
        return plot;
    }

    /// <summary>Ticks of a logarithmic axis, whose positions are decimal logarithms.</summary>
    public static NumericManual LogarithmicTicks(IEnumerable<double> values, Func<double, string> label) =>
        new([.. values.Select(value => new Tick(Math.Log10(value), label(value)))]);
}
