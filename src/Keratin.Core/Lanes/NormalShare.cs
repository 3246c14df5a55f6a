namespace Keratin.Core;

/// <summary>The share of a standard normal variable below a number, in double precision: what judges <see cref="LaneMath.NormalShare"/>.</summary>
internal static class NormalShare
{
    /// <summary>1/2 + density · (x + x³/3 + x⁵/15 + …), to about 15 decimals.</summary>
    /// <remarks>G. Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11 (2004).</remarks>
    public static double Of(double x)
    {
        if (Math.Abs(x) > 8.5) return x > 0 ? 1 : 0;
        double term = x, sum = x, before = double.NaN;
        for (int i = 3; sum != before && !double.IsNaN(sum); i += 2)
        {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
    }
}
