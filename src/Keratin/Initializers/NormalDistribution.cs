using Keratin.Core;

namespace Keratin;

/// <summary>
/// The normal distribution. Each value comes from one uniform number by the inverse distribution, with nothing to reject,
/// so it depends on the key and its place only.
/// </summary>
internal static class NormalDistribution
{
    // Φ(−2), the standard normal distribution below −2.
    private const double LowerTail = 0.022750131948179207;

    /// <summary>Fills with normal values.</summary>
    public static void Fill(Span<float> values, double mean, double deviation, ulong key)
    {
        // In the middle of each of the 2³² steps, so that neither 0 nor 1 occurs.
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(mean + deviation * Quantile(RandomBits.Uniform(key, (uint)i) + 0.5 / 4294967296.0));
    }

    /// <summary>Fills with normal values between mean − 2·deviation and mean + 2·deviation; the deviation is that of the uncut distribution.</summary>
    public static void FillTruncated(Span<float> values, double mean, double deviation, ulong key)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double probability = LowerTail + (1 - 2 * LowerTail) * RandomBits.Uniform(key, (uint)i);
            values[i] = (float)(mean + deviation * Quantile(probability));
        }
    }

    /// <summary>The number that a standard normal variable stays below with a given probability, to about 16 digits.</summary>
    /// <remarks>M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988), PPND16.</remarks>
    /// <param name="probability">Between 0 and 1, both excluded.</param>
    public static double Quantile(double probability)
    {
        double q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double r = 0.180625 - q * q;
            return q * Ratio(r,
                [2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
                    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080],
                [5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
                    5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1]);
        }
        double tail = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability));
        double size = tail <= 5
            ? Ratio(tail - 1.6,
                [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
                    3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734],
                [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
                    6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1])
            : Ratio(tail - 5,
                [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
                    2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720],
                [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
                    1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1]);
        return q < 0 ? -size : size;
    }

    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        double above = 0, below = 0;
        foreach (double coefficient in numerator) above = above * x + coefficient;
        foreach (double coefficient in denominator) below = below * x + coefficient;
        return above / below;
    }
}
