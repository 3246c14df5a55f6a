using ScottPlot;
using ScottPlot.TickGenerators;

namespace Keratin.Benchmarks;

/// <summary>Ticks of a logarithmic axis, whose positions are decimal logarithms.</summary>
internal static class LogarithmicTicks
{
    public static NumericManual At(IEnumerable<double> values, Func<double, string> label) =>
        new([.. values.Select(value => new Tick(Math.Log10(value), label(value)))]);
}
