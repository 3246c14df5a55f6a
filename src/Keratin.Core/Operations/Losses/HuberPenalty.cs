using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>½·e² where |e| ≤ delta, else delta·|e| − ½·delta²: square near zero, straight far away.</summary>
/// <param name="delta">Where the square ends; positive.</param>
public sealed class HuberPenalty(float delta) : UnaryOperation<HuberPenalty.Function>(new Function(delta))
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"HuberPenalty[{delta}]");

    /// <summary>g · e, with e limited to ±delta.</summary>
    public override Node?[] Gradient(Node output, Node gradient) =>
        [new Node(new Multiply(), new Node(new Clip(-delta, delta), output.Inputs[0]), gradient)];

    /// <summary>½·e² where |e| ≤ delta, else delta·|e| − ½·delta²</summary>
    public readonly struct Function(float delta) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x)
        {
            Vector512<float> size = Vector512.Abs(x), limit = Vector512.Create(delta), half = Vector512.Create(0.5f);
            return Vector512.ConditionalSelect(Vector512.GreaterThan(size, limit), limit * size - Vector512.Create(0.5f * delta * delta), half * (x * x));
        }

        /// <inheritdoc/>
        public double Apply(double x) => Math.Abs(x) > delta ? delta * Math.Abs(x) - 0.5 * delta * delta : 0.5 * x * x;
    }
}
