using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>x · factor, with a factor known when the graph is made.</summary>
/// <param name="factor">The factor.</param>
public sealed class Scale(float factor) : UnaryOperation<Scale.Function>(new Function(factor))
{
    /// <summary>The factor.</summary>
    public float Factor => factor;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"Scale[{factor}]");

    /// <inheritdoc/>
    public override Node?[] Gradient(Node output, Node gradient) => [new Node(new Scale(factor), gradient)];

    /// <summary>x · factor</summary>
    public readonly struct Function(float factor) : IUnaryFunction
    {
        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> x) => x * Vector512.Create(factor);

        /// <inheritdoc/>
        public double Apply(double x) => x * factor;
    }
}
