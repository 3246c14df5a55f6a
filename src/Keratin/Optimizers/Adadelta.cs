using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Steps of the size of earlier steps: a ← ρ·a + (1 − ρ)·g², s = −g·√(d + ε) / √(a + ε), d ← ρ·d + (1 − ρ)·s²,
/// w ← w + lr·s. (Zeiler 2012.)
/// </summary>
public sealed class Adadelta : Optimizer, IFromConfig<Adadelta>
{
    private readonly double _rho;
    private readonly double _epsilon;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The factor of each step. Default: 0.001, as in Keras, which is small for this rule; the original paper's form is 1.</param>
    /// <param name="rho">How much of the running means a step keeps, from 0 to below 1. Default: 0.95.</param>
    /// <param name="epsilon">What keeps the roots from zero. Default: 1e-7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adadelta(double learningRate = 0.001, double rho = 0.95, double epsilon = 1e-7)
        : base("adadelta", learningRate)
    {
        _rho = Share(rho, Name, nameof(rho));
        _epsilon = Positive(epsilon, Name, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => ["accumulated_grad", "accumulated_delta_var"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => new Update<AdadeltaRule>(new AdadeltaRule(_rho, _epsilon));

    private protected override int InterleavedSlots => 2;

    static Adadelta IFromConfig<Adadelta>.FromConfig(Config config) => new(rho: config.GetDouble("rho", 0.95), epsilon: config.GetDouble("epsilon", 1e-7));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("rho", _rho);
        config.Set("epsilon", _epsilon);
    }
}

/// <summary><see cref="Adadelta"/>. Slots: a, d.</summary>
internal struct AdadeltaRule(double rho, double epsilon) : IUpdateRule
{
    private readonly float _rho = (float)rho;
    private readonly float _rest = (float)(1 - rho);
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 2;

    /// <inheritdoc/>
    public static bool RestsAtZero => true;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> square, ref Vector512<float> change, ref Vector512<float> unused, Vector512<float> gradient)
    {
        Vector512<float> rho = Vector512.Create(_rho), rest = Vector512.Create(_rest), epsilon = Vector512.Create(_epsilon);
        square = Vector512.FusedMultiplyAdd(rho, square, rest * (gradient * gradient));
        Vector512<float> step = gradient * Vector512.Sqrt(change + epsilon) / Vector512.Sqrt(square + epsilon);
        change = Vector512.FusedMultiplyAdd(rho, change, rest * (step * step));
        weight -= Vector512.Create(_rate) * step;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Rest(ref Vector512<float> square, ref Vector512<float> change, ref Vector512<float> unused)
    {
        square = Vector512.Create(_rho) * square;
        change = Vector512.Create(_rho) * change;
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double square, ref double change, ref double unused, double gradient)
    {
        square = _rho * square + _rest * gradient * gradient;
        double step = gradient * Math.Sqrt(change + _epsilon) / Math.Sqrt(square + _epsilon);
        change = _rho * change + _rest * step * step;
        weight -= _rate * step;
    }
}
