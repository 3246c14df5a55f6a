using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Steps of one size, whose sign is that of a running mean: w ← w − lr·sign(β₁·m + (1 − β₁)·g), then
/// m ← β₂·m + (1 − β₂)·g. A good learning rate is 3 to 10 times smaller than Adam's. (Chen et al. 2023.)
/// </summary>
public sealed class Lion : Optimizer, IFromConfig<Lion>
{
    private readonly double _beta1;
    private readonly double _beta2;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The size of every step. Default: 0.001.</param>
    /// <param name="beta1">The share of the running mean in what decides the sign, above 0 to 1. Default: 0.9.</param>
    /// <param name="beta2">How much of the running mean a step keeps, from 0 to 1. Default: 0.99.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Lion(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.99)
        : base("lion", learningRate)
    {
        _beta1 = beta1 > 0 && beta1 <= 1 ? beta1
            : throw new ArgumentOutOfRangeException(nameof(beta1), string.Create(CultureInfo.InvariantCulture, $"{Name}: beta1 must be above 0 and at most 1 but was {beta1}; at 0 the running mean would not matter."));
        _beta2 = Share(beta2, Name, nameof(beta2), includeOne: true);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => ["momentum"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => new Update<LionRule>(new LionRule(_beta1, _beta2));

    static Lion IFromConfig<Lion>.FromConfig(Config config) => new(beta1: config.GetDouble("beta_1", 0.9), beta2: config.GetDouble("beta_2", 0.99));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("beta_1", _beta1);
        config.Set("beta_2", _beta2);
    }
}

/// <summary><see cref="Lion"/>. Slot: m.</summary>
internal struct LionRule(double beta1, double beta2) : IUpdateRule
{
    private readonly float _beta1 = (float)beta1;
    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _beta2 = (float)beta2;
    private readonly float _rest2 = (float)(1 - beta2);
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 1;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> unused0, ref Vector512<float> unused1, Vector512<float> gradient)
    {
        Vector512<float> direction = Vector512.FusedMultiplyAdd(Vector512.Create(_beta1), mean, Vector512.Create(_rest1) * gradient);
        weight -= Vector512.Create(_rate) * default(Sign.Function).Apply(direction);
        mean = Vector512.FusedMultiplyAdd(Vector512.Create(_beta2), mean, Vector512.Create(_rest2) * gradient);
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double unused0, ref double unused1, double gradient)
    {
        weight -= _rate * default(Sign.Function).Apply(_beta1 * mean + _rest1 * gradient);
        mean = _beta2 * mean + _rest2 * gradient;
    }
}
