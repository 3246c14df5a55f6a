using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Running means of the gradient and of its square, corrected for their start at zero: m ← m + (g − m)(1 − β₁),
/// v ← v + (g² − v)(1 − β₂), w ← w − α·m / (√v + ε) with α = lr·√(1 − β₂ᵗ) / (1 − β₁ᵗ) in step t. Epsilon is outside the
/// root and not corrected, as in Keras. (Kingma and Ba 2014.)
/// </summary>
/// <remarks>With AMSGrad, the largest v so far takes the place of v.</remarks>
public sealed class Adam : Optimizer, IFromConfig<Adam>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _amsgrad;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001.</param>
    /// <param name="beta1">How much of the gradient's running mean a step keeps, from 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">How much of the square's running mean a step keeps, from 0 to below 1. Default: 0.999.</param>
    /// <param name="epsilon">What keeps the divisor from zero. Default: 1e-7.</param>
    /// <param name="amsgrad">Whether the largest v so far is used. Default: no.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base("adam", learningRate)
    {
        _beta1 = Share(beta1, Name, nameof(beta1));
        _beta2 = Share(beta2, Name, nameof(beta2));
        _epsilon = Positive(epsilon, Name, nameof(epsilon));
        _amsgrad = amsgrad;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => _amsgrad ? ["momentum", "velocity", "velocity_hat"] : ["momentum", "velocity"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => _amsgrad
        ? new Update<AdamAmsgradRule>(new AdamAmsgradRule(_beta1, _beta2, _epsilon))
        : new Update<AdamRule>(new AdamRule(_beta1, _beta2, _epsilon));

    private protected override int InterleavedSlots => 2;

    static Adam IFromConfig<Adam>.FromConfig(Config config) => new(beta1: config.GetDouble("beta_1", 0.9),
        beta2: config.GetDouble("beta_2", 0.999), epsilon: config.GetDouble("epsilon", 1e-7), amsgrad: config.GetBool("amsgrad", false));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("beta_1", _beta1);
        config.Set("beta_2", _beta2);
        config.Set("epsilon", _epsilon);
        config.Set("amsgrad", _amsgrad);
    }
}

/// <summary><see cref="Adam"/>. Slots: m, v.</summary>
internal struct AdamRule(double beta1, double beta2, double epsilon) : IUpdateRule
{
    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _rest2 = (float)(1 - beta2);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) =>
        _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(beta2, iteration + 1)) / (1 - Math.Pow(beta1, iteration + 1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> square, ref Vector512<float> unused, Vector512<float> gradient)
    {
        mean = Vector512.FusedMultiplyAdd(gradient - mean, Vector512.Create(_rest1), mean);
        square = Vector512.FusedMultiplyAdd(gradient * gradient - square, Vector512.Create(_rest2), square);
        weight -= Vector512.Create(_rate) * mean / (Vector512.Sqrt(square) + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double square, ref double unused, double gradient)
    {
        mean += (gradient - mean) * _rest1;
        square += (gradient * gradient - square) * _rest2;
        weight -= _rate * mean / (Math.Sqrt(square) + _epsilon);
    }
}

/// <summary><see cref="Adam"/> with AMSGrad. Slots: m, v, the largest v so far.</summary>
internal struct AdamAmsgradRule(double beta1, double beta2, double epsilon) : IUpdateRule
{
    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _rest2 = (float)(1 - beta2);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 3;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) =>
        _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(beta2, iteration + 1)) / (1 - Math.Pow(beta1, iteration + 1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> square, ref Vector512<float> largest, Vector512<float> gradient)
    {
        mean = Vector512.FusedMultiplyAdd(gradient - mean, Vector512.Create(_rest1), mean);
        square = Vector512.FusedMultiplyAdd(gradient * gradient - square, Vector512.Create(_rest2), square);
        largest = Vector512.ConditionalSelect(Vector512.GreaterThan(square, largest), square, largest);
        weight -= Vector512.Create(_rate) * mean / (Vector512.Sqrt(largest) + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double square, ref double largest, double gradient)
    {
        mean += (gradient - mean) * _rest1;
        square += (gradient * gradient - square) * _rest2;
        largest = Math.Max(largest, square);
        weight -= _rate * mean / (Math.Sqrt(largest) + _epsilon);
    }
}
