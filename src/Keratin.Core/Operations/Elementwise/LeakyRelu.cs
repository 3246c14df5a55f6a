using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x where x is positive, else slope · x.</summary>
/// <param name="slope">What x is multiplied by below 0; not negative, so that the output tells on which side of 0 it was.</param>
public sealed class LeakyRelu(float slope) : UnaryOperation<LeakyRelu.Function>(new Function(slope))
{
    /// <summary>What x is multiplied by below 0.</summary>
    public float Slope => slope;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"LeakyRelu[{slope}]");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(slope), gradient, output)];

    /// <summary>x where x is positive, else slope · x.</summary>
    public readonly struct Function(float slope) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, x * Vector512.Create(slope));

        /// <inheritdoc/>
        public double Apply(double x) => x > 0 ? x : slope * x;
    }

    /// <summary>The gradient where the output y is positive, else the gradient times the slope.</summary>
    public sealed class Derivative(float slope) : BinaryOperation<Derivative.Function>(new Function(slope))
    {
        /// <inheritdoc/>
        public override string Name => "LeakyReluGradient";

        /// <summary>The gradient where the output y is positive, else the gradient times the slope.</summary>
        public readonly struct Function(float slope) : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y) =>
                Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), gradient, gradient * Vector512.Create(slope));

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => y > 0 ? gradient : gradient * slope;
        }
    }
}
