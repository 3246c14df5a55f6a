using Keratin.Core;

namespace Keratin;

/// <summary>
/// <see cref="Adam"/> with weight decay: w ← w − lr·decay·w, then Adam's step. (Loshchilov and Hutter 2017.)
/// </summary>
public sealed class AdamW : Optimizer, IFromConfig<AdamW>
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _amsgrad;

    /// <summary>Makes an optimizer with Keras's defaults.</summary>
    /// <param name="learningRate">The step size. Default: 0.001.</param>
    /// <param name="weightDecay">How much of each weight a step takes away, times the learning rate. Default: 0.004.</param>
    /// <param name="beta1">How much of the gradient's running mean a step keeps, from 0 to below 1. Default: 0.9.</param>
    /// <param name="beta2">How much of the square's running mean a step keeps, from 0 to below 1. Default: 0.999.</param>
    /// <param name="epsilon">What keeps the divisor from zero. Default: 1e-7.</param>
    /// <param name="amsgrad">Whether the largest v so far is used. Default: no.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamW(double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base("adamw", learningRate)
    {
        WeightDecay = NotNegative(weightDecay, Name, nameof(weightDecay));
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

    static AdamW IFromConfig<AdamW>.FromConfig(Config config) => new(beta1: config.GetDouble("beta_1", 0.9),
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
