using Keratin.Core;

namespace Keratin;

/// <summary>
/// Random values whose variance is scale / max(1, fan), so that signals keep their size from layer to layer
/// (Keras's <c>VarianceScaling</c>).
/// </summary>
internal static class VarianceScaling
{
    // The standard deviation of a standard normal variable that is cut off at −2 and 2.
    private const double TruncatedDeviation = 0.87962566103423978;

    // Φ(−2), the standard normal distribution below −2.
    private const double LowerTail = 0.022750131948179207;

    /// <summary>Uniform between −√(3·variance) and √(3·variance).</summary>
    public static void FillUniform(Span<float> values, double scale, double fan, ulong key)
    {
        double limit = Math.Sqrt(3 * scale / Math.Max(1, fan));
        RandomBits.FillUniform(key, values, limit);
    }

    /// <summary>
    /// Normal, cut off at two standard deviations before it is stretched to the variance. Each value comes from one
    /// uniform number by the inverse distribution, with nothing to reject, so it depends on the key and its place only.
    /// </summary>
    public static void FillTruncatedNormal(Span<float> values, double scale, double fan, ulong key)
    {
        double sigma = Math.Sqrt(scale / Math.Max(1, fan)) / TruncatedDeviation;
        for (int i = 0; i < values.Length; i++)
        {
            double probability = LowerTail + (1 - 2 * LowerTail) * RandomBits.Uniform(key, (uint)i);
            values[i] = (float)(sigma * NormalDistribution.Quantile(probability));
        }
    }
}
