using Keratin.Core;

namespace Keratin;

/// <summary>
/// Keras's activation functions; each can also be given by its name in lower case, with Keras's defaults where it has
/// parameters. All work on any shape; those that look at several numbers at once do so along the last axis.
/// </summary>
public static class Activations
{
    /// <summary>x itself. Keras's default where no activation is given.</summary>
    public static ActivationFunction Linear { get; } = new("linear", x => x);

    /// <summary>max(x, 0)</summary>
    public static ActivationFunction Relu { get; } = new("relu", x => new Node(new Relu(), x));

    /// <summary>x limited to [0, 6].</summary>
    public static ActivationFunction Relu6 { get; } = new("relu6", x => new Node(new Ramp(1, 0, 0, 6), x));

    /// <summary>1 / (1 + e^−x), from 0 to 1: the probability in a yes-or-no question.</summary>
    public static ActivationFunction Sigmoid { get; } = new("sigmoid", x => new Node(new Sigmoid(), x));

    /// <summary>Hyperbolic tangent, from −1 to 1.</summary>
    public static ActivationFunction Tanh { get; } = new("tanh", x => new Node(new Tanh(), x));

    /// <summary>exp(x) / Σ exp(x) along the last axis: one probability per class, with sum 1.</summary>
    public static ActivationFunction Softmax { get; } = new("softmax", x => new Node(new Core.Softmax(), x));

    /// <summary>The logarithm of <see cref="Softmax"/>, exact also where that rounds to 0.</summary>
    public static ActivationFunction LogSoftmax { get; } = new("log_softmax", x => new Node(new LogSoftmax(), x));

    /// <summary>The nearest numbers from 0 on with sum 1, along the last axis: like <see cref="Softmax"/>, but exactly 0 for what is clearly smaller.</summary>
    public static ActivationFunction Sparsemax { get; } = new("sparsemax", x => new Node(new Sparsemax(), x));

    /// <summary>Self-normalising: 1.0507 · x where x is positive, else 1.0507 · 1.6733 · (e^x − 1). Goes with <c>lecun_normal</c>.</summary>
    public static ActivationFunction Selu { get; } = new("selu", x => new Node(new Elu(1.67326324f, 1.05070099f, 1), x));

    /// <summary>log(1 + e^x)</summary>
    public static ActivationFunction Softplus { get; } = new("softplus", x => new Node(new Softplus(), x));

    /// <summary>x / (1 + |x|)</summary>
    public static ActivationFunction Softsign { get; } = new("softsign", x => new Node(new Softsign(), x));

    /// <summary>x · sigmoid(x), also known as swish.</summary>
    public static ActivationFunction Silu { get; } = new("silu", x => new Node(new Silu(), x));

    /// <summary>x · tanh(softplus(x))</summary>
    public static ActivationFunction Mish { get; } = new("mish", x => new Node(new Mish(), x));

    /// <summary>e^x</summary>
    public static ActivationFunction Exponential { get; } = new("exponential", x => new Node(new Exp(), x));

    /// <summary>x / 6 + 1/2 limited to [0, 1].</summary>
    public static ActivationFunction HardSigmoid { get; } = new("hard_sigmoid", x => new Node(new Ramp(1f / 6, 0.5f, 0, 1), x));

    /// <summary>x · <see cref="HardSigmoid"/>(x), also known as hard_swish.</summary>
    public static ActivationFunction HardSilu { get; } = new("hard_silu", x => x * HardSigmoid.Apply(x));

    /// <summary>x limited to [−1, 1].</summary>
    public static ActivationFunction HardTanh { get; } = new("hard_tanh", x => new Node(new Ramp(1, 0, -1, 1), x));

    /// <summary>log(sigmoid(x)) = −softplus(−x)</summary>
    public static ActivationFunction LogSigmoid { get; } = new("log_sigmoid", x => -new Node(new Softplus(), -x));

    /// <summary>x − tanh(x)</summary>
    public static ActivationFunction TanhShrink { get; } = new("tanh_shrink", x => x - new Node(new Tanh(), x));

    /// <summary>0 up to −1, (x + 1)² / 4 between −1 and 1, x from 1 on.</summary>
    public static ActivationFunction SparsePlus { get; } = new("sparse_plus", x => new Node(new SparsePlus(), x));

    /// <summary>(x + 1) / 2 limited to [0, 1].</summary>
    public static ActivationFunction SparseSigmoid { get; } = new("sparse_sigmoid", x => new Node(new Ramp(0.5f, 0.5f, 0, 1), x));

    internal static NameTable<ActivationFunction> Known { get; } = new("activation",
        ("linear", _ => Linear),
        ("relu", _ => Relu),
        ("sigmoid", _ => Sigmoid),
        ("softmax", _ => Softmax),
        ("tanh", _ => Tanh),
        ("celu", _ => Celu()),
        ("elu", _ => Elu()),
        ("exponential", _ => Exponential),
        ("gelu", _ => Gelu()),
        ("hard_shrink", _ => HardShrink()),
        ("hard_sigmoid", _ => HardSigmoid),
        ("hard_silu", _ => HardSilu),
        ("hard_swish", _ => HardSilu),
        ("hard_tanh", _ => HardTanh),
        ("leaky_relu", _ => LeakyRelu()),
        ("log_sigmoid", _ => LogSigmoid),
        ("log_softmax", _ => LogSoftmax),
        ("mish", _ => Mish),
        ("relu6", _ => Relu6),
        ("selu", _ => Selu),
        ("silu", _ => Silu),
        ("soft_shrink", _ => SoftShrink()),
        ("softplus", _ => Softplus),
        ("softsign", _ => Softsign),
        ("sparse_plus", _ => SparsePlus),
        ("sparse_sigmoid", _ => SparseSigmoid),
        ("sparsemax", _ => Sparsemax),
        ("squareplus", _ => Squareplus()),
        ("swish", _ => Silu),
        ("tanh_shrink", _ => TanhShrink));

    /// <summary>Keras's relu with its parameters: 0 up to a threshold and x above it, with a slope below and a limit above if wanted.</summary>
    /// <param name="negativeSlope">Below the threshold the result is this times x − <paramref name="threshold"/>. Default: 0.</param>
    /// <param name="maxValue">The largest result. Default: none.</param>
    /// <param name="threshold">What x must exceed to be passed on. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope or the limit is negative, or a number is not finite.</exception>
    public static ActivationFunction ReluWith(double negativeSlope = 0, double? maxValue = null, double threshold = 0)
    {
        float slope = AtLeastZero("relu", nameof(negativeSlope), negativeSlope), limit = Finite("relu", nameof(threshold), threshold);
        float? most = maxValue is { } value ? AtLeastZero("relu", nameof(maxValue), value) : null;
        if (slope == 0 && limit == 0 && most is null) return Relu;
        return new ActivationFunction("relu", x =>
        {
            if (most is null && limit == 0) return new Node(new LeakyRelu(slope), x);
            Node above = limit == 0 ? new Node(new Ramp(1, 0, 0, most!.Value), x) : new Node(new Threshold(limit, 0), x);
            if (most is { } high && limit != 0) above = new Node(new Clip(0, high), above);
            return slope == 0 ? above : above - new Node(new Relu(), limit - x) * slope;
        });
    }

    /// <summary>x where it is positive, else negativeSlope · x.</summary>
    /// <param name="negativeSlope">The slope below 0. Default: 0.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is negative or not finite.</exception>
    public static ActivationFunction LeakyRelu(double negativeSlope = 0.2)
    {
        float slope = AtLeastZero("leaky_relu", nameof(negativeSlope), negativeSlope);
        return new ActivationFunction("leaky_relu", x => new Node(new LeakyRelu(slope), x)) { HasDefaultParameters = negativeSlope == 0.2 };
    }

    /// <summary>x where it is positive, else alpha · (e^x − 1).</summary>
    /// <param name="alpha">How deep the curve goes below 0. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is negative or not finite.</exception>
    public static ActivationFunction Elu(double alpha = 1)
    {
        float depth = AtLeastZero("elu", nameof(alpha), alpha);
        return new ActivationFunction("elu", x => new Node(new Elu(depth, 1, 1), x)) { HasDefaultParameters = alpha == 1 };
    }

    /// <summary>max(x, 0) + min(0, alpha · (e^(x / alpha) − 1))</summary>
    /// <param name="alpha">How deep the curve goes below 0. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not positive or not finite.</exception>
    public static ActivationFunction Celu(double alpha = 1)
    {
        float depth = AtLeastZero("celu", nameof(alpha), alpha);
        if (depth == 0) throw new ArgumentOutOfRangeException(nameof(alpha), "celu divides by alpha, so it cannot be 0: use relu.");
        return new ActivationFunction("celu", x => new Node(new Elu(depth, 1, (float)(1 / alpha)), x)) { HasDefaultParameters = alpha == 1 };
    }

    /// <summary>x · (1 + erf(x / √2)) / 2: x times the share of a standard normal variable below it.</summary>
    /// <param name="approximate">Whether to compute x · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) / 2 instead. Default: no.</param>
    public static ActivationFunction Gelu(bool approximate = false) =>
        approximate ? new("gelu", x => new Node(new ApproximateGelu(), x)) : new("gelu", x => new Node(new Gelu(), x)) { HasDefaultParameters = true };

    /// <summary>x where |x| exceeds the threshold, else 0.</summary>
    /// <param name="threshold">What is left out. Default: 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not finite.</exception>
    public static ActivationFunction HardShrink(double threshold = 0.5)
    {
        float limit = AtLeastZero("hard_shrink", nameof(threshold), threshold);
        return new ActivationFunction("hard_shrink", x => x * new Node(new Greater(), new Node(new Abs(), x), new Node(new Literal(limit)))) { HasDefaultParameters = threshold == 0.5 };
    }

    /// <summary>x drawn towards 0 by the threshold, 0 where it would pass it.</summary>
    /// <param name="threshold">By how much. Default: 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative or not finite.</exception>
    public static ActivationFunction SoftShrink(double threshold = 0.5)
    {
        float limit = AtLeastZero("soft_shrink", nameof(threshold), threshold);
        return new ActivationFunction("soft_shrink", x => x - new Node(new Clip(-limit, limit), x)) { HasDefaultParameters = threshold == 0.5 };
    }

    /// <summary>x where it exceeds a threshold, else a value. It has no name to be given by: both parameters are needed.</summary>
    /// <param name="threshold">What x must exceed.</param>
    /// <param name="defaultValue">What takes the place of the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static ActivationFunction Threshold(double threshold, double defaultValue)
    {
        float limit = Finite("threshold", nameof(threshold), threshold), value = Finite("threshold", nameof(defaultValue), defaultValue);
        return new ActivationFunction("threshold", x => new Node(new Threshold(limit, value), x));
    }

    /// <summary>(x + √(x² + b)) / 2: close to softplus, without exponential.</summary>
    /// <param name="b">How smooth the bend is. Default: 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">b is negative or not finite.</exception>
    public static ActivationFunction Squareplus(double b = 4)
    {
        float bend = AtLeastZero("squareplus", nameof(b), b);
        return new ActivationFunction("squareplus", x => (x + new Node(new Sqrt(), new Node(new Square(), x) + bend)) * 0.5f) { HasDefaultParameters = b == 4 };
    }

    private static float Finite(string activation, string argument, double value) =>
        float.IsFinite((float)value) ? (float)value
            : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{activation}: {argument} must be a finite number but was {value}."));

    private static float AtLeastZero(string activation, string argument, double value) =>
        Finite(activation, argument, value) >= 0 ? (float)value
            : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{activation}: {argument} must not be negative but was {value}."));
}
