using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// Exponential, logarithm, hyperbolic tangent and normal distribution on sixteen lanes: polynomials of our own with
/// explicit fused multiply-add, so that every machine gives the same bits. Those of <c>Exp</c>, <c>Log</c> and
/// <c>Tanh</c> are the Cephes library's (Stephen Moshier, <c>expf</c>, <c>logf</c>, <c>tanhf</c>); the others were
/// interpolated at Chebyshev points.
/// </summary>
public static class LaneMath
{
    /// <summary>e^x within 1 unit in the last place: 0 below −104, infinity above 89, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // This order of operands keeps NaN on x86, where min and max return the second operand.
        x = Vector512.MaxNative(Vector512.Create(-104f), Vector512.MinNative(Vector512.Create(89f), x));
        Vector512<float> n = Vector512.Round(x * Vector512.Create(1.44269504f));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693145752f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.42860677e-6f), r);
        Vector512<float> p = Vector512.Create(1.9875691500e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        // 2^n in two factors, so that the largest results overflow to infinity and the smallest fade out gradually.
        Vector512<int> power = Vector512.ConvertToInt32Native(n);
        Vector512<int> half = Vector512.ShiftRightArithmetic(power, 1);
        return p * PowerOfTwo(half) * PowerOfTwo(power - half);
    }

    /// <summary>e^x for x up to 0, by fewer instructions than <see cref="Exp"/>: 0 where that would be a denormal number, below −87.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Decay(Vector512<float> x)
    {
        x = Vector512.MaxNative(Vector512.Create(-88.02f), x);
        Vector512<float> n = Vector512.Round(x * Vector512.Create(1.44269504f));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693145752f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.42860677e-6f), r);
        Vector512<float> p = Vector512.Create(1.39261817e-3f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.36317800e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.16665561e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.66665763e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        return p * PowerOfTwo(Vector512.ConvertToInt32Native(n));
    }

    /// <summary>e^x − 1, exact to float precision also near 0, for x up to 88: −1 below −20, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpMinusOne(Vector512<float> x)
    {
        x = Vector512.MaxNative(Vector512.Create(-20f), Vector512.MinNative(Vector512.Create(88f), x));
        Vector512<float> n = Vector512.Round(x * Vector512.Create(1.44269504f));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693145752f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.42860677e-6f), r);
        Vector512<float> p = Vector512.Create(1.98909876e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.39336474e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.33331048e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.16664667e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.66666672e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r);
        Vector512<float> power = PowerOfTwo(Vector512.ConvertToInt32Native(n));
        return Vector512.FusedMultiplyAdd(power, p, power - Vector512<float>.One);
    }

    /// <summary>Natural logarithm: −infinity at 0, NaN below, infinity at infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        // Denormal numbers are lifted into the normal range first: 2^23 times the value, 23 off the exponent.
        Vector512<float> tiny = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        Vector512<float> lifted = Vector512.ConditionalSelect(tiny, x * Vector512.Create(8388608f), x);
        Vector512<int> bits = lifted.AsInt32();
        Vector512<float> e = Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(bits, 23) - Vector512.Create(126));
        e -= Vector512.ConditionalSelect(tiny, Vector512.Create(23f), Vector512<float>.Zero);
        Vector512<float> m = ((bits & Vector512.Create(0x007fffff)) | Vector512.Create(0x3f000000)).AsSingle();
        Vector512<float> small = Vector512.LessThan(m, Vector512.Create(0.707106781f));
        e -= Vector512.ConditionalSelect(small, Vector512<float>.One, Vector512<float>.Zero);
        m = m - Vector512<float>.One + Vector512.ConditionalSelect(small, m, Vector512<float>.Zero);
        Vector512<float> z = m * m;
        Vector512<float> p = Vector512.Create(7.0376836292e-2f);
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(-1.1514610310e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(1.1676998740e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(-1.2420140846e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(1.4249322787e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(-1.6668057665e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(2.0000714765e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(-2.4999993993e-1f));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(3.3333331174e-1f));
        p = p * m * z;
        p = Vector512.FusedMultiplyAdd(e, Vector512.Create(-2.12194440e-4f), p);
        p = Vector512.FusedMultiplyAdd(z, Vector512.Create(-0.5f), p);
        Vector512<float> log = Vector512.FusedMultiplyAdd(e, Vector512.Create(0.693359375f), m + p);
        log = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, log);
        log = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), log);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), log, Vector512.Create(float.NaN));
    }

    /// <summary>log(1 + x) for finite x ≥ 0, exact to float precision also where 1 + x rounds to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogOnePlus(Vector512<float> x)
    {
        Vector512<float> sum = Vector512<float>.One + x;
        Vector512<float> lost = x - (sum - Vector512<float>.One);
        return Log(sum) + lost / sum;
    }

    /// <summary>Hyperbolic tangent: odd, −1 to 1, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        Vector512<float> size = Vector512.Abs(x);
        Vector512<float> z = x * x;
        Vector512<float> p = Vector512.Create(-5.70498872745e-3f);
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.06390887954e-2f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-5.37397155531e-2f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(1.33314422036e-1f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(-3.33332819422e-1f));
        p = Vector512.FusedMultiplyAdd(p * z, x, x);
        Vector512<float> two = Vector512.Create(2f);
        Vector512<float> large = Vector512<float>.One - two / (Exp(two * size) + Vector512<float>.One);
        large = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), -large, large);
        return Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(0.625f)), p, large);
    }

    /// <summary>1 / (1 + e^−x); 0 where that would be a denormal number, below −88.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>log(1 + e^x) = max(x, 0) + log(1 + e^−|x|), within 4 units in the last place, 0 below −87.7; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x)
    {
        Vector512<float> e = Decay(-Vector512.Abs(x));
        // log(1 + e) = 2·atanh(t), a polynomial in t² up to 1/9.
        Vector512<float> t = e / (e + Vector512.Create(2f)), z = t * t;
        Vector512<float> p = Vector512.Create(2.81577796e-1f);
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2.79651582e-1f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(4.00245965e-1f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(6.66663229e-1f));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(2f));
        return Vector512.FusedMultiplyAdd(p, t, Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512<float>.Zero, x));
    }

    /// <summary>The share of a standard normal variable below x, (1 + erf(x / √2)) / 2, within 2e-7; NaN stays NaN.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="bell">e^(−x² / 2), which the density needs as well; times a polynomial in 1 / (1 + |x| / 4) it is the tail.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalShare(Vector512<float> x, Vector512<float> bell)
    {
        Vector512<float> u = Vector512<float>.One / Vector512.FusedMultiplyAdd(Vector512.Abs(x), Vector512.Create(0.25f), Vector512<float>.One);
        Vector512<float> p = Vector512.Create(-9.63091850e-2f);
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(3.63497466e-1f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-3.09058607e-1f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(3.24071318e-1f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(9.59415702e-5f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(1.20018817e-1f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(9.76277813e-2f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(5.64367438e-5f)) * bell;
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), p, Vector512<float>.One - p);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) =>
        Vector512.ShiftLeft(n + Vector512.Create(127), 23).AsSingle();
}
