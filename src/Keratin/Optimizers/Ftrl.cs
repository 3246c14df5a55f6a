using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Follow the regularized leader: each step computes the weight anew from what all gradients so far say, with an L1
/// penalty that makes weights exactly zero. For wide, shallow models of sparse features. With n′ the new n:
/// n′ = n + g², z ← z + g + 2·shrinkage·w − (n′^−p − n^−p) / lr · w, n ← n′, and
/// w ← (clip(z, −l1, l1) − z) / (n^−p / lr + 2·l2 + beta / lr), with p the power of the learning rate.
/// (McMahan et al. 2013.)
/// </summary>
/// <remarks>The first step forgets the weights' first values: what it computes depends on gradients alone. As in Keras.</remarks>
public sealed class Ftrl : Optimizer, IFromConfig<Ftrl>
{
    private readonly double _learningRatePower;
    private readonly double _initialAccumulatorValue;
    private readonly double _l1;
    private readonly double _l2;
    private readonly double _shrinkage;
    private readonly double _beta;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001.</param>
    /// <param name="learningRatePower">The power of the sum of squares by which steps become smaller, 0 or below; 0 keeps their size. Default: −0.5.</param>
    /// <param name="initialAccumulatorValue">What the sums of squares begin with, at least 0. Default: 0.1.</param>
    /// <param name="l1RegularizationStrength">The L1 penalty, at least 0. Default: 0.</param>
    /// <param name="l2RegularizationStrength">The L2 penalty that steadies the weights, at least 0. Default: 0.</param>
    /// <param name="l2ShrinkageRegularizationStrength">The L2 penalty on the size of the weights, at least 0. Default: 0.</param>
    /// <param name="beta">The paper's β, at least 0. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Ftrl(double learningRate = 0.001, double learningRatePower = -0.5, double initialAccumulatorValue = 0.1, double l1RegularizationStrength = 0,
        double l2RegularizationStrength = 0, double l2ShrinkageRegularizationStrength = 0, double beta = 0)
        : base("ftrl", learningRate)
    {
        _learningRatePower = learningRatePower <= 0 && double.IsFinite(learningRatePower) ? learningRatePower
            : throw new ArgumentOutOfRangeException(nameof(learningRatePower), string.Create(CultureInfo.InvariantCulture, $"{Name}: learningRatePower must be 0 or negative, such as -0.5, but was {learningRatePower}."));
        _initialAccumulatorValue = NotNegative(initialAccumulatorValue, Name, nameof(initialAccumulatorValue));
        _l1 = NotNegative(l1RegularizationStrength, Name, nameof(l1RegularizationStrength));
        _l2 = NotNegative(l2RegularizationStrength, Name, nameof(l2RegularizationStrength));
        _shrinkage = NotNegative(l2ShrinkageRegularizationStrength, Name, nameof(l2ShrinkageRegularizationStrength));
        _beta = NotNegative(beta, Name, nameof(beta));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => ["accumulator", "linear"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => new Update<FtrlRule>(new FtrlRule(-_learningRatePower, _l1, _l2, _shrinkage, _beta));

    private protected override int InterleavedSlots => 2;

    /// <inheritdoc/>
    protected override double InitialValue(string slot) => slot == "accumulator" ? _initialAccumulatorValue : 0;

    static Ftrl IFromConfig<Ftrl>.FromConfig(Config config) => new(learningRatePower: config.GetDouble("learning_rate_power", -0.5),
        initialAccumulatorValue: config.GetDouble("initial_accumulator_value", 0.1), l1RegularizationStrength: config.GetDouble("l1_regularization_strength", 0), l2RegularizationStrength: config.GetDouble("l2_regularization_strength", 0),
        l2ShrinkageRegularizationStrength: config.GetDouble("l2_shrinkage_regularization_strength", 0), beta: config.GetDouble("beta", 0));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("learning_rate_power", _learningRatePower);
        config.Set("initial_accumulator_value", _initialAccumulatorValue);
        config.Set("l1_regularization_strength", _l1);
        config.Set("l2_regularization_strength", _l2);
        config.Set("l2_shrinkage_regularization_strength", _shrinkage);
        config.Set("beta", _beta);
    }
}

/// <summary><see cref="Ftrl"/>. Slots: n, z.</summary>
internal struct FtrlRule(double power, double l1, double l2, double shrinkage, double beta) : IUpdateRule
{
    // A weight that never had a gradient, of a sum that began at 0, has nothing to be divided by: it is 0.
    private const float Least = 1e-30f;

    private readonly float _power = (float)power;
    private readonly float _l1 = (float)l1;
    private readonly float _shrinkage = (float)(2 * shrinkage);
    private float _rate;
    private float _l2;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration)
    {
        _rate = (float)learningRate;
        _l2 = (float)(2 * l2 + beta / learningRate);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> sum, ref Vector512<float> linear, ref Vector512<float> unused, Vector512<float> gradient)
    {
        // A schedule may end at 0, where the formula divides by it: then the weights stand still.
        if (_rate == 0) return;
        Vector512<float> rate = Vector512.Create(_rate), l1 = Vector512.Create(_l1);
        Vector512<float> next = Vector512.FusedMultiplyAdd(gradient, gradient, sum), nextRoot = Root(next);
        linear += Vector512.FusedMultiplyAdd(Vector512.Create(_shrinkage), weight, gradient) - (nextRoot - Root(sum)) / rate * weight;
        sum = next;
        Vector512<float> divisor = Vector512.Max(nextRoot / rate + Vector512.Create(_l2), Vector512.Create(Least));
        weight = (Vector512.Max(-l1, Vector512.Min(l1, linear)) - linear) / divisor;
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double sum, ref double linear, ref double unused, double gradient)
    {
        if (_rate == 0) return;
        double next = sum + gradient * gradient;
        linear += gradient + _shrinkage * weight - (Math.Pow(next, _power) - Math.Pow(sum, _power)) / _rate * weight;
        sum = next;
        weight = (Math.Clamp(linear, -_l1, _l1) - linear) / Math.Max(Math.Pow(sum, _power) / _rate + _l2, Least);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vector512<float> Root(Vector512<float> x) =>
        _power == 0.5f ? Vector512.Sqrt(x) : _power == 0 ? Vector512<float>.One : LaneMath.Exp(Vector512.Create(_power) * LaneMath.Log(x));
}
