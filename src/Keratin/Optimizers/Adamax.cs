using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Adam with the largest gradient in place of the root mean square: m ← m + (g − m)(1 − β₁), u ← max(β₂·u, |g|),
/// w ← w − lr / (1 − β₁ᵗ) · m / (u + ε) in step t. (Kingma and Ba 2014, section 7.1.)
/// </summary>
public sealed class Adamax : Optimizer, IFromConfig<Adamax>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001.</param>
    /// <param name="beta1">How much of the gradient's running mean a step keeps, from 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">How much of the largest gradient a step keeps, from 0 to below 1. Default: 0.999.</param>
    /// <param name="epsilon">What keeps the divisor from zero. Default: 1e-7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adamax(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base("adamax", learningRate)
    {
        _beta1 = Share(beta1, Name, nameof(beta1));
        _beta2 = Share(beta2, Name, nameof(beta2));
        _epsilon = Positive(epsilon, Name, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => ["momentum", "norm"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => new Update<AdamaxRule>(new AdamaxRule(_beta1, _beta2, _epsilon));

    private protected override int InterleavedSlots => 2;

    static Adamax IFromConfig<Adamax>.FromConfig(Config config) => new(beta1: config.GetDouble("beta_1", 0.9),
        beta2: config.GetDouble("beta_2", 0.999), epsilon: config.GetDouble("epsilon", 1e-7));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("beta_1", _beta1);
        config.Set("beta_2", _beta2);
        config.Set("epsilon", _epsilon);
    }
}

/// <summary><see cref="Adamax"/>. Slots: m, u.</summary>
internal struct AdamaxRule(double beta1, double beta2, double epsilon) : IUpdateRule
{
    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _beta2 = (float)beta2;
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)(learningRate / (1 - Math.Pow(beta1, iteration + 1)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> largest, ref Vector512<float> unused, Vector512<float> gradient)
    {
        mean = Vector512.FusedMultiplyAdd(gradient - mean, Vector512.Create(_rest1), mean);
        Vector512<float> faded = Vector512.Create(_beta2) * largest, size = Vector512.Abs(gradient);
        largest = Vector512.ConditionalSelect(Vector512.GreaterThan(size, faded), size, faded);
        weight -= Vector512.Create(_rate) * mean / (largest + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double largest, ref double unused, double gradient)
    {
        mean += (gradient - mean) * _rest1;
        largest = Math.Max(_beta2 * largest, Math.Abs(gradient));
        weight -= _rate * mean / (largest + _epsilon);
    }
}
