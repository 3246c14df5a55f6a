using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>scale · x where x is positive, else scale · alpha · (e^(rate · x) − 1): elu, selu and celu.</summary>
/// <param name="alpha">How deep the curve goes below 0, not negative.</param>
/// <param name="scale">What everything is multiplied by, positive.</param>
/// <param name="rate">How fast it bends, positive.</param>
public sealed class Elu(float alpha, float scale, float rate) : UnaryOperation<Elu.Function>(new Function(alpha, scale, rate))
{
    /// <summary>How deep the curve goes below 0.</summary>
    public float Alpha => alpha;

    /// <summary>What everything is multiplied by.</summary>
    public float Scale => scale;

    /// <summary>How fast it bends.</summary>
    public float Rate => rate;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Elu[{alpha}, {scale}, {rate}]");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(alpha * scale, scale, rate), gradient, output)];

    /// <summary>scale · x where x is positive, else scale · alpha · (e^(rate · x) − 1): elu, selu and celu.</summary>
    public readonly struct Function(float alpha, float scale, float rate) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> below = Vector512.Create(alpha * scale) * LaneMath.ExpMinusOne(Vector512.Create(rate) * x);
            return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512.Create(scale) * x, below);
        }

        /// <inheritdoc/>
        public double Apply(double x) => x > 0 ? scale * x : alpha * scale * (Math.Exp(rate * x) - 1);
    }

    /// <summary>g · scale where the output y is positive, else g · rate · (y + depth)</summary>
    public sealed class Derivative(float depth, float scale, float rate) : BinaryOperation<Derivative.Function>(new Function(depth, scale, rate))
    {
        /// <inheritdoc/>
        public override string Name => "EluGradient";

        /// <summary>g · scale where the output y is positive, else g · rate · (y + depth)</summary>
        public readonly struct Function(float depth, float scale, float rate) : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> y)
            {
                Vector512<float> below = Vector512.Create(rate) * (y + Vector512.Create(depth));
                return gradient * Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512.Create(scale), below);
            }

            /// <inheritdoc/>
            public double Apply(double gradient, double y) => gradient * (y > 0 ? scale : rate * (y + depth));
        }
    }
}
