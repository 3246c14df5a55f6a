using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// √2 · erf⁻¹(x), from x between −1 and 1 and log(1 − x²): makes normal noise of uniform noise. No gradient flows. A
/// polynomial in the logarithm, another in its root beyond the 99.7 % in the middle, within a few units in the last place.
/// </summary>
/// <remarks>M. Giles, "Approximating the erfinv function", GPU Computing Gems 2 (2011), single precision.</remarks>
public sealed class NormalQuantile() : BinaryOperation<NormalQuantile.Function>(default)
{
    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [null, null];

    /// <summary>√2 · erf⁻¹(x)</summary>
    public readonly struct Function : IBinaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x, Vector512<float> logarithm)
        {
            Vector512<float> isTail = Vector512.LessThan(logarithm, Vector512.Create(-5f));
            Vector512<float> w = Vector512.Create(-2.5f) - logarithm, root = Vector512.Sqrt(Vector512.Abs(logarithm)) - Vector512.Create(3f);
            Vector512<float> p = Vector512.Create(2.81022636e-08f), tail = Vector512.Create(-0.000200214257f);
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(3.43273939e-07f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(-3.5233877e-06f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(-4.39150654e-06f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(0.00021858087f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(-0.00125372503f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(-0.00417768164f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(0.246640727f));
            p = Vector512.FusedMultiplyAdd(p, w, Vector512.Create(1.50140941f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(0.000100950558f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(0.00134934322f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(-0.00367342844f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(0.00573950773f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(-0.0076224613f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(0.00943887047f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(1.00167406f));
            tail = Vector512.FusedMultiplyAdd(tail, root, Vector512.Create(2.83297682f));
            return Vector512.Create(1.41421356f) * x * Vector512.ConditionalSelect(isTail, tail, p);
        }

        /// <inheritdoc/>
        public double Apply(double x, double logarithm) => Math.Sqrt(2) * x * (logarithm < -5
            ? Polynomial(Math.Sqrt(-logarithm) - 3, [-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047, 1.00167406, 2.83297682])
            : Polynomial(-2.5 - logarithm, [2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087, -0.00125372503, -0.00417768164, 0.246640727, 1.50140941]));

        private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
        {
            double sum = 0;
            foreach (double coefficient in coefficients) sum = sum * x + coefficient;
            return sum;
        }
    }
}
