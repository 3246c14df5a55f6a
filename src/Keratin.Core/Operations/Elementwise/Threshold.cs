using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x where it lies above a threshold, else a value.</summary>
/// <param name="threshold">What x must exceed.</param>
/// <param name="value">What takes the place of the others.</param>
public sealed class Threshold(float threshold, float value) : UnaryOperation<Threshold.Function>(new Function(threshold, value))
{
    /// <summary>What x must exceed.</summary>
    public float Limit => threshold;

    /// <summary>What takes the place of the others.</summary>
    public float Value => value;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Threshold[{threshold}, {value}]");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Derivative(threshold), gradient, output.Inputs[0])];

    /// <summary>x where it lies above a threshold, else a value.</summary>
    public readonly struct Function(float threshold, float value) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(threshold)), x, Vector512.Create(value));

        /// <inheritdoc/>
        public double Apply(double x) => x > threshold ? x : value;
    }

    /// <summary>The gradient where x lies above the threshold, else 0.</summary>
    public sealed class Derivative(float threshold) : BinaryOperation<Derivative.Function>(new Function(threshold))
    {
        /// <inheritdoc/>
        public override string Name => "ThresholdGradient";

        /// <summary>The gradient where x lies above the threshold, else 0.</summary>
        public readonly struct Function(float threshold) : IBinaryFunction
        {
            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Vector512<float> Apply(Vector512<float> gradient, Vector512<float> x) =>
                Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(threshold)), gradient, Vector512<float>.Zero);

            /// <inheritdoc/>
            public double Apply(double gradient, double x) => x > threshold ? gradient : 0;
        }
    }
}
