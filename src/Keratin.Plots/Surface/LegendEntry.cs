using ScottPlot;

namespace Keratin;

/// <summary>One symbol of a legend and what it stands for.</summary>
internal sealed record LegendEntry(LegendSymbol Symbol, Color Color, string Text);
