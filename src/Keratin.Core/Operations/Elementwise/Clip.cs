using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x limited to a range; NaN stays NaN. The gradient passes inside the range and at its ends.</summary>
/// <param name="low">The smallest result.</param>
/// <param name="high">The largest result.</param>
public sealed class Clip(float low, float high) : UnaryOperation<Clip.Function>(new Function(low, high))
{
    /// <summary>The smallest result.</summary>
    public float Low => low;

    /// <summary>The largest result.</summary>
    public float High => high;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Clip[{low}, {high}]");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(low, high), gradient, output.Inputs[0])];

    /// <summary>x limited to a range.</summary>
    public readonly struct Function(float low, float high) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> least = Vector512.Create(low), most = Vector512.Create(high);
            x = Vector512.ConditionalSelect(Vector512.LessThan(x, least), least, x);
            return Vector512.ConditionalSelect(Vector512.GreaterThan(x, most), most, x);
        }

        /// <inheritdoc/>
        public double Apply(double x) => x < low ? low : x > high ? high : x;
    }

    /// <summary>The gradient where x lies in the range, else 0.</summary>
    public sealed class Derivative(float low, float high) : BinaryOperation<Derivative.Function>(new Function(low, high))
    {
        /// <inheritdoc/>
        public override string Name => "ClipGradient";

        /// <summary>The gradient where x lies in the range, else 0.</summary>
        public readonly struct Function(float low, float high) : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> x) => Vector512.ConditionalSelect(
                Vector512.GreaterThanOrEqual(x, Vector512.Create(low)) & Vector512.LessThanOrEqual(x, Vector512.Create(high)),
                gradient, Vector512<float>.Zero);

            /// <inheritdoc/>
            public double Apply(double gradient, double x) => x >= low && x <= high ? gradient : 0;
        }
    }
}
