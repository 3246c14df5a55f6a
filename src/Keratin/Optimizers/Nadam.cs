using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Adam with Nesterov momentum: m ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), and in step t
/// w ← w − lr·(uₜ₊₁·m / (1 − u₁…uₜ₊₁) + (1 − uₜ)·g / (1 − u₁…uₜ)) / (√(v / (1 − β₂ᵗ)) + ε) with
/// uₜ = β₁·(1 − 0.96ᵗ / 2). (Dozat 2015.)
/// </summary>
public sealed class Nadam : Optimizer, IFromConfig<Nadam>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001.</param>
    /// <param name="beta1">How much of the gradient's running mean a step keeps, from 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">How much of the square's running mean a step keeps, from 0 to below 1. Default: 0.999.</param>
    /// <param name="epsilon">What keeps the divisor from zero. Default: 1e-7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Nadam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base("nadam", learningRate)
    {
        _beta1 = Share(beta1, Name, nameof(beta1));
        _beta2 = Share(beta2, Name, nameof(beta2));
        _epsilon = Positive(epsilon, Name, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => ["momentum", "velocity"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => new Update<NadamRule>(new NadamRule(_beta1, _beta2, _epsilon));

    private protected override int InterleavedSlots => 2;

    private protected override double? RunningProduct => NadamRule.RunningProduct(_beta1, Iteration.Counter);

    static Nadam IFromConfig<Nadam>.FromConfig(Config config) => new(beta1: config.GetDouble("beta_1", 0.9),
        beta2: config.GetDouble("beta_2", 0.999), epsilon: config.GetDouble("epsilon", 1e-7));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("beta_1", _beta1);
        config.Set("beta_2", _beta2);
        config.Set("epsilon", _epsilon);
    }
}

/// <summary><see cref="Nadam"/>. Slots: m, v.</summary>
internal struct NadamRule(double beta1, double beta2, double epsilon) : IUpdateRule
{
    // The product of 1 − 0.96ⁱ / 2 up to each i. Keras keeps the running product of u as a variable; as a function of
    // the step it needs none, and from some step on the factors are 1.
    private static readonly double[] RunningProducts = [.. Products()];

    private readonly float _rest1 = (float)(1 - beta1);
    private readonly float _rest2 = (float)(1 - beta2);
    private readonly float _epsilon = (float)epsilon;
    private float _ofMean;
    private float _ofPresent;
    private float _correction;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration)
    {
        long step = iteration + 1;
        _ofMean = (float)(learningRate * Factor(step + 1) / (1 - Product(step + 1)));
        _ofPresent = (float)(learningRate * (1 - Factor(step)) / (1 - Product(step)));
        _correction = (float)(1 / (1 - Math.Pow(beta2, step)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> mean, ref Vector512<float> square, ref Vector512<float> unused, Vector512<float> gradient)
    {
        mean = Vector512.FusedMultiplyAdd(gradient - mean, Vector512.Create(_rest1), mean);
        square = Vector512.FusedMultiplyAdd(gradient * gradient - square, Vector512.Create(_rest2), square);
        Vector512<float> ahead = Vector512.FusedMultiplyAdd(Vector512.Create(_ofMean), mean, Vector512.Create(_ofPresent) * gradient);
        weight -= ahead / (Vector512.Sqrt(square * Vector512.Create(_correction)) + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double mean, ref double square, ref double unused, double gradient)
    {
        mean += (gradient - mean) * _rest1;
        square += (gradient * gradient - square) * _rest2;
        weight -= (_ofMean * mean + _ofPresent * gradient) / (Math.Sqrt(square * _correction) + _epsilon);
    }

    private readonly double Factor(long step) => beta1 * (1 - 0.5 * Math.Pow(0.96, step));

    private readonly double Product(long step) => RunningProduct(beta1, step);

    /// <summary>The product of u of all steps up to one.</summary>
    public static double RunningProduct(double beta1, long step) => Math.Pow(beta1, step) * RunningProducts[Math.Min(step, RunningProducts.Length - 1)];

    private static IEnumerable<double> Products()
    {
        double product = 1;
        for (double power = 0.96; power > 1e-17; power *= 0.96)
        {
            yield return product;
            product *= 1 - 0.5 * power;
        }
    }
}
