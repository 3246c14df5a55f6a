namespace Keratin;

/// <summary>One line or row of dots: a value per epoch, NaN where an epoch has none.</summary>
/// <param name="Label">What the legend calls it; empty where the title says all.</param>
/// <param name="Values">One per epoch of its panel.</param>
internal sealed record Curve(string Label, double[] Values)
{
    /// <summary>The curve without its first epochs.</summary>
    public Curve Skip(int epochs) => this with { Values = Values[epochs..] };

    /// <summary>
    /// The exponential moving average: the first value, then <c>before · factor + value · (1 − factor)</c>. Values that
    /// are not finite stay as they are and do not enter the average.
    /// </summary>
    public Curve Smooth(double factor)
    {
        var smoothed = new double[Values.Length];
        double before = double.NaN;
        for (int i = 0; i < smoothed.Length; i++)
        {
            double value = Values[i];
            if (!double.IsFinite(value)) { smoothed[i] = value; continue; }
            smoothed[i] = before = double.IsNaN(before) ? value : before * factor + value * (1 - factor);
        }
        return this with { Values = smoothed };
    }

    /// <summary>The index of the smallest or largest finite value, the first of equals; null where none is finite.</summary>
    public int? Best(bool largest)
    {
        int? best = null;
        for (int i = 0; i < Values.Length; i++)
        {
            if (!double.IsFinite(Values[i])) continue;
            if (best is not int b || (largest ? Values[i] > Values[b] : Values[i] < Values[b])) best = i;
        }
        return best;
    }
}
