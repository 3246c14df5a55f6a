using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CsCheck;
using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>Our own exponential, logarithm and tangent against the runtime's in double precision, in units in the last place.</summary>
public sealed class LaneMathTests
{
    private static readonly float[] s_edges =
    [
        0, -0f, 1, -1, float.Epsilon, -float.Epsilon, 1.17549435e-38f, 1.17549421e-38f, float.MaxValue, float.MinValue, float.NaN,
        float.PositiveInfinity, float.NegativeInfinity, 88.72283f, 88.72284f, 89, -87.33654f, -87.33655f, -103.27892f, -103.97208f, -103.97209f, -104,
        0.70710677f, 0.70710683f, 0.99999994f, 1.0000001f, 0.625f, 0.62499994f, -0.625f, 0.34657359f, 0.3465736f, 9.0109f, 16.635532f, 44.36142f,
    ];

    // Every 4099th float there is: about a million, all exponents, both signs, NaN too.
    private static IEnumerable<float> Everywhere()
    {
        foreach (float edge in s_edges) yield return edge;
        for (long bits = 0; bits <= uint.MaxValue; bits += 4099) yield return BitConverter.UInt32BitsToSingle((uint)bits);
    }

    [Fact]
    public void Exp_is_within_one_and_a_half_units_everywhere() => Compare(Everywhere(), LaneMath.Exp, Math.Exp, 1.5);

    [Fact]
    public void Log_is_within_one_and_a_half_units_everywhere() => Compare(Everywhere(), LaneMath.Log, Math.Log, 1.5);

    [Fact]
    public void Tanh_is_within_two_and_a_half_units_everywhere() => Compare(Everywhere(), LaneMath.Tanh, Math.Tanh, 2.5);

    [Fact]
    public void Sigmoid_is_within_three_units_until_its_results_are_denormal() =>
        Compare(Everywhere().Where(x => !(x < -87)), LaneMath.Sigmoid, Sigmoid, 3);

    [Fact]
    public void Sigmoid_is_a_denormal_number_or_zero_far_below()
    {
        foreach (float x in Everywhere().Where(x => x < -87)) Assert.InRange(One(LaneMath.Sigmoid, x), 0, (float)Sigmoid(-87));
    }

    [Fact]
    public void LogOnePlus_is_within_two_and_a_half_units_for_all_finite_numbers_from_zero() =>
        Compare(Everywhere().Where(x => x >= 0 && float.IsFinite(x)), LaneMath.LogOnePlus, LogOnePlus, 2.5);

    [Fact]
    public void ExpMinusOne_is_within_two_and_a_half_units_up_to_88() =>
        Compare(Everywhere().Where(x => !(x > 88)), LaneMath.ExpMinusOne, ExpMinusOne, 2.5);

    [Fact]
    public void Decay_is_within_two_and_a_half_units_up_to_0_until_its_results_are_denormal()
    {
        Compare(Everywhere().Where(x => !(x > 0) && !(x < -87)), LaneMath.Decay, Math.Exp, 2.5);
        Assert.Equal(0, One(LaneMath.Decay, -88));
    }

    [Fact]
    public void Softplus_is_within_four_units_until_its_results_are_denormal() =>
        Compare(Everywhere().Where(x => !(x < -87)), LaneMath.Softplus, x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), 4);

    // Judged by Simpson's rule on the density, from 0 in steps of a hundredth.
    [Fact]
    public void NormalShare_is_within_2e_7_everywhere_and_falls_to_zero_and_rises_to_one()
    {
        double share = 0.5;
        for (int i = 0; i < 900; i++)
        {
            double x = i / 100.0;
            Assert.Equal(share, One(Share, (float)x), 1.8e-7);
            Assert.Equal(1 - share, One(Share, (float)-x), 1.8e-7);
            Assert.Equal(share, NormalShare.Of(x), 1e-11);
            Assert.Equal(1 - share, NormalShare.Of(-x), 1e-11);
            share += (Density(x) + 4 * Density(x + 0.005) + Density(x + 0.01)) * 0.01 / 6;
        }
        Assert.Equal((0f, 1f), (One(Share, float.MinValue), One(Share, float.PositiveInfinity)));
        Assert.Equal(float.NaN, One(Share, float.NaN));
    }

    [Fact]
    public void Random_numbers_of_usual_size_keep_the_same_bounds() =>
        Gen.Float[-100, 100].Array[64].Sample(values =>
        {
            Compare(values, LaneMath.Exp, Math.Exp, 1.5);
            Compare(values, LaneMath.Log, Math.Log, 1.5);
            Compare(values, LaneMath.Tanh, Math.Tanh, 2.5);
            Compare(values.Where(x => x > -87), LaneMath.Sigmoid, Sigmoid, 3);
        }, iter: 2000);

    [Fact]
    public void Tanh_is_odd() => Gen.Float.Sample(x => One(LaneMath.Tanh, x).Equals(-One(LaneMath.Tanh, -x)));

    [Fact]
    public void Tanh_and_sigmoid_never_leave_their_ranges_and_never_fall_at_their_ends()
    {
        float tanh = 0, sigmoid = 0;
        for (float x = 5; x < 100; x += 0.001f)
        {
            float t = One(LaneMath.Tanh, x), s = One(LaneMath.Sigmoid, x);
            Assert.InRange(t, tanh, 1);
            Assert.InRange(s, sigmoid, 1);
            (tanh, sigmoid) = (t, s);
        }
        Assert.Equal((1f, 1f), (tanh, sigmoid));
    }

    [Fact]
    public void Exp_fades_out_through_the_denormal_numbers_and_never_rises_again()
    {
        float previous = 1;
        for (float x = -80; x > -110; x -= 0.01f)
        {
            float y = One(LaneMath.Exp, x);
            Assert.InRange(y, 0, previous);
            previous = y;
        }
        Assert.Equal(0, previous);
        Assert.Equal(float.Epsilon, One(LaneMath.Exp, -103.5f));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Vector512<float> Share(Vector512<float> x) => LaneMath.NormalShare(x, LaneMath.Decay(Vector512.Create(-0.5f) * x * x));

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static double ExpMinusOne(double x) => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1;

    private static double LogOnePlus(double x) => x < 1e-5 ? x - x * x / 2 + x * x * x / 3 : Math.Log(1 + x);

    private static void Compare(IEnumerable<float> values, Func<Vector512<float>, Vector512<float>> lanes, Func<double, double> exact, double units)
    {
        foreach (float[] chunk in values.Chunk(Lane.Count))
        {
            float[] x = new float[Lane.Count], y = new float[Lane.Count];
            chunk.CopyTo(x, 0);
            lanes(Vector512.Create(x)).CopyTo(y);
            for (int i = 0; i < chunk.Length; i++)
            {
                double expected = exact(x[i]);
                if (Distance(expected, y[i]) > units) Assert.Fail($"f({x[i]:R}) is {y[i]:R} but should be {expected:R}: {Distance(expected, y[i]):F2} units apart.");
            }
        }
    }

    // In units in the last place of the float nearest to the exact value.
    private static double Distance(double expected, float actual)
    {
        float nearest = (float)expected;
        if (float.IsNaN(nearest)) return float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (!float.IsFinite(nearest)) return nearest == actual ? 0 : double.PositiveInfinity;
        double unit = Math.Max((double)MathF.BitIncrement(MathF.Abs(nearest)) - MathF.Abs(nearest), float.Epsilon);
        return double.IsFinite(unit) ? Math.Abs(actual - expected) / unit : Math.Abs(actual - expected) / 2.03e31;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float One(Func<Vector512<float>, Vector512<float>> lanes, float x) => lanes(Vector512.Create(x))[0];
}
