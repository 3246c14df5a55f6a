using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>A small histogram for each weight of a model.</summary>
internal sealed class WeightDrawing : IDrawing
{
    private const int PanelWidth = 320;
    private const int PanelHeight = 220;
    private const float SmallestWithSpread = 130;

    private readonly (string Name, Shape Shape, double[] Values)[] _weights;
    private readonly Grid _grid;

    public WeightDrawing(Model model)
    {
        _weights = [.. model.Weights.Zip(model.GetWeights(), (weight, values) => (weight.Name, weight.Shape, values.ToArray().Select(value => (double)value).ToArray()))];
        // A kernel and its bias stand side by side: an even number in a row.
        _grid = Grid.Of(_weights.Length, _weights.Length switch { 1 => 1, <= 8 => 2, <= 32 => 4, _ => 8 });
    }

    public int DefaultWidth => PanelWidth * _grid.Columns;

    public int DefaultHeight => PanelHeight * _grid.Rows;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        foreach ((int index, (string name, Shape shape, double[] values)) in _weights.Index())
        {
            double[] finite = [.. values.Where(double.IsFinite)];
            string title = finite.Length == values.Length ? name : string.Create(CultureInfo.InvariantCulture, $"{name}, {values.Length - finite.Length} not finite");
            SKRect cell = _grid.Cell(index, area);
            using Plot plot = HistogramAxes.Draw(finite.Length == 0 ? null : Histogram.Of(finite), title, below: cell.Height < SmallestWithSpread ? "" : $"{shape}{Spread(finite)}");
            Axes.Render(plot, canvas, cell);
        }
    }

    private static string Spread(double[] values)
    {
        if (values.Length < 2) return values.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $": {values[0]:G4}");
        double mean = values.Average();
        return string.Create(CultureInfo.InvariantCulture, $": {mean:G4} ± {Math.Sqrt(values.Average(value => (value - mean) * (value - mean))):G4}");
    }
}
