using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Divides each gradient by the root of the sum of all its squares so far: a ← a + g², w ← w − lr·g / √(a + ε). Epsilon
/// is inside the root, as in Keras. (Duchi, Hazan and Singer 2011.)
/// </summary>
public sealed class Adagrad : Optimizer, IFromConfig<Adagrad>
{
    private readonly double _initialAccumulatorValue;
    private readonly double _epsilon;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001; the original paper's form is 1.</param>
    /// <param name="initialAccumulatorValue">What the sums of squares begin with, at least 0. Default: 0.1.</param>
    /// <param name="epsilon">What keeps the root from zero. Default: 1e-7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adagrad(double learningRate = 0.001, double initialAccumulatorValue = 0.1, double epsilon = 1e-7)
        : base("adagrad", learningRate)
    {
        _initialAccumulatorValue = NotNegative(initialAccumulatorValue, Name, nameof(initialAccumulatorValue));
        _epsilon = Positive(epsilon, Name, nameof(epsilon));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> SlotNames => ["accumulator"];

    /// <inheritdoc/>
    protected override UpdateOperation Rule => new Update<AdagradRule>(new AdagradRule(_epsilon));

    /// <inheritdoc/>
    protected override double InitialValue(string slot) => _initialAccumulatorValue;

    static Adagrad IFromConfig<Adagrad>.FromConfig(Config config) => new(initialAccumulatorValue: config.GetDouble("initial_accumulator_value", 0.1),
        epsilon: config.GetDouble("epsilon", 1e-7));

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("initial_accumulator_value", _initialAccumulatorValue);
        config.Set("epsilon", _epsilon);
    }
}

/// <summary><see cref="Adagrad"/>. Slot: a.</summary>
internal struct AdagradRule(double epsilon) : IUpdateRule
{
    private readonly float _epsilon = (float)epsilon;
    private float _rate;

    /// <inheritdoc/>
    public static int Slots => 1;

    /// <inheritdoc/>
    public static bool RestsAtZero => true;

    /// <inheritdoc/>
    public void Begin(double learningRate, long iteration) => _rate = (float)learningRate;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> sum, ref Vector512<float> unused0, ref Vector512<float> unused1, Vector512<float> gradient)
    {
        sum = Vector512.FusedMultiplyAdd(gradient, gradient, sum);
        weight -= Vector512.Create(_rate) * gradient / Vector512.Sqrt(sum + Vector512.Create(_epsilon));
    }

    /// <inheritdoc/>
    public readonly void Apply(ref double weight, ref double sum, ref double unused0, ref double unused1, double gradient)
    {
        sum += gradient * gradient;
        weight -= _rate * gradient / Math.Sqrt(sum + _epsilon);
    }
}
