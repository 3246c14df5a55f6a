using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>A small histogram for each weight of a model.</summary>
internal sealed class WeightDrawing : IDrawing
{
    private const int PanelWidth = 320;
    private const int PanelHeight = 220;
    private const float SmallestWithSpread = 130;

    private readonly WeightPanel[] _panels;
    private readonly Grid _grid;

    public WeightDrawing(Model model)
    {
        _panels = [.. model.Weights.Zip(model.GetWeights(), (weight, values) => WeightPanel.Of(weight.Name, values))];
        // A kernel and its bias stand side by side: an even number in a row.
        _grid = Grid.Of(_panels.Length, _panels.Length switch { 1 => 1, <= 8 => 2, <= 32 => 4, _ => 8 });
    }

    public int DefaultWidth => PanelWidth * _grid.Columns;

    public int DefaultHeight => PanelHeight * _grid.Rows;

    public void Draw(SKCanvas canvas, SKRect area)
    {
        for (int i = 0; i < _panels.Length; i++)
        {
            SKRect cell = _grid.Cell(i, area);
            using Plot plot = HistogramAxes.Draw(_panels[i].Histogram, _panels[i].Title, below: cell.Height < SmallestWithSpread ? "" : _panels[i].Spread);
            Axes.Render(plot, canvas, cell);
        }
    }
}
