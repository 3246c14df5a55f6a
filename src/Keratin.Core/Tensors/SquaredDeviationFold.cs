namespace Keratin.Core;

/// <summary>Σ (x − mean)², in double precision, around means found in a pass before.</summary>
internal readonly struct SquaredDeviationFold(double[] means) : IFold
{
    private readonly double[] _means = means;

    public double[] Totals { get; } = new double[means.Length];

    public void Add(int group, int position, float value)
    {
        double deviation = value - _means[group];
        Totals[group] += deviation * deviation;
    }
}
