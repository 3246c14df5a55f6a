using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// slope · x + offset, held at two limits; NaN stays NaN. No gradient passes at the limits: relu6, the hard sigmoid, the
/// sparse sigmoid and the hard tangent.
/// </summary>
/// <param name="slope">What x is multiplied by.</param>
/// <param name="offset">What is added.</param>
/// <param name="low">The smallest result.</param>
/// <param name="high">The largest result.</param>
public sealed class Ramp(float slope, float offset, float low, float high) : UnaryOperation<Ramp.Function>(new Function(slope, offset, low, high))
{
    /// <summary>What x is multiplied by.</summary>
    public float Slope => slope;

    /// <summary>What is added.</summary>
    public float Offset => offset;

    /// <summary>The smallest result.</summary>
    public float Low => low;

    /// <summary>The largest result.</summary>
    public float High => high;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Ramp[{slope}, {offset}, {low}, {high}]");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(slope, low, high), gradient, output)];

    /// <summary>slope · x + offset, held at two limits.</summary>
    public readonly struct Function(float slope, float offset, float low, float high) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> least = Vector512.Create(low), most = Vector512.Create(high);
            Vector512<float> y = Vector512.FusedMultiplyAdd(x, Vector512.Create(slope), Vector512.Create(offset));
            y = Vector512.ConditionalSelect(Vector512.LessThan(y, least), least, y);
            return Vector512.ConditionalSelect(Vector512.GreaterThan(y, most), most, y);
        }

        /// <inheritdoc/>
        public double Apply(double x)
        {
            double y = slope * x + offset;
            return y < low ? low : y > high ? high : y;
        }
    }

    /// <summary>The gradient times the slope where the output y lies between the limits, else 0.</summary>
    public sealed class Derivative(float slope, float low, float high) : BinaryOperation<Derivative.Function>(new Function(slope, low, high))
    {
        /// <inheritdoc/>
        public override string Name => "RampGradient";

        /// <summary>The gradient times the slope where the output y lies between the limits, else 0.</summary>
        public readonly struct Function(float slope, float low, float high) : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y) =>
                Vector512.ConditionalSelect(
                    Vector512.GreaterThan(y, Vector512.Create(low)) & Vector512.LessThan(y, Vector512.Create(high)),
                    gradient * Vector512.Create(slope), Vector512<float>.Zero);

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => y > low && y < high ? gradient * slope : 0;
        }
    }
}
