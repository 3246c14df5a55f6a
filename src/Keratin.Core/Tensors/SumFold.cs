namespace Keratin.Core;

/// <summary>Σ x, in double precision.</summary>
internal readonly struct SumFold(int groups) : IFold
{
    public double[] Totals { get; } = new double[groups];

    public void Add(int group, int position, float value) => Totals[group] += value;
}
