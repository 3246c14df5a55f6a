using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>A rule with what stands around it, written twice as rules are: for sixteen lanes of float, and as the plain formula.</summary>
/// <param name="rule">The rule.</param>
/// <param name="options">What stands around it.</param>
internal struct UpdateWithOptions<TRule>(TRule rule, UpdateOptions options)
    where TRule : struct, IUpdateRule
{
    private TRule _rule = rule;
    private bool _collects;
    private bool _updates;
    private bool _averages;
    private bool _overwrites;
    private float _steps;
    private float _limit;
    private float _scale;
    private float _decay;
    private float _momentum;
    private float _rest;

    /// <summary>Computes what is the same for all weights of a step.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="iteration">How many steps have been made before this one.</param>
    /// <param name="norm">The norm of the gradient, of collected gradients that of their sum; read only where it is clipped by.</param>
    public void Begin(double learningRate, long iteration, double norm)
    {
        int steps = options.AccumulationSteps;
        long update = iteration / steps;
        TRule rule = _rule;
        rule.Begin(learningRate, update);
        _rule = rule;
        _steps = steps;
        _collects = steps > 1;
        _updates = (iteration + 1) % steps == 0;
        _limit = (float)(options.ClipValue ?? double.PositiveInfinity);
        _scale = options.ClipNorm is { } most ? (float)(most / Math.Max(most, norm / steps)) : 1;
        _decay = (float)(options.WeightDecay * learningRate);
        _averages = options.AverageMomentum is not null;
        // The average begins as the weights after the first update.
        double momentum = update == 0 ? 0 : options.AverageMomentum ?? 0;
        _momentum = (float)momentum;
        _rest = (float)(1 - momentum);
        _overwrites = options.OverwriteFrequency > 0 && (update + 1) % options.OverwriteFrequency == 0;
    }

    /// <summary>Updates sixteen weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2,
        ref Vector512<float> average, ref Vector512<float> collected, Vector512<float> gradient)
    {
        if (_collects)
        {
            Vector512<float> sum = gradient + collected;
            collected = _updates ? Vector512<float>.Zero : sum;
            gradient = sum / Vector512.Create(_steps);
        }
        if (_updates)
        {
            gradient *= Vector512.Create(_scale);
            gradient = Vector512.Min(Vector512.Create(_limit), Vector512.Max(Vector512.Create(-_limit), gradient));
            weight = Vector512.FusedMultiplyAdd(Vector512.Create(-_decay), weight, weight);
            _rule.Apply(ref weight, ref slot0, ref slot1, ref slot2, gradient);
        }
        if (!_averages) return;
        average = Vector512.FusedMultiplyAdd(Vector512.Create(_momentum), average, Vector512.Create(_rest) * weight);
        if (_overwrites) weight = average;
    }

    /// <summary>The formula in double precision.</summary>
    public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, ref double average, ref double collected, double gradient)
    {
        if (_collects)
        {
            double sum = gradient + collected;
            collected = _updates ? 0 : sum;
            gradient = sum / _steps;
        }
        if (_updates)
        {
            gradient = Math.Clamp(gradient * _scale, -_limit, _limit);
            weight -= weight * _decay;
            _rule.Apply(ref weight, ref slot0, ref slot1, ref slot2, gradient);
        }
        if (!_averages) return;
        average = _momentum * average + _rest * weight;
        if (_overwrites) weight = average;
    }
}
