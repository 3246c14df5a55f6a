using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// What an optimizer does to one weight, its slots and its gradient, written twice: for sixteen lanes of float, and as
/// the plain formula that judges it. The struct stands beside its optimizer and holds the optimizer's settings.
/// </summary>
public interface IUpdateRule
{
    /// <summary>How many slots (values kept per weight between steps) the rule uses: 0 to 3.</summary>
    static abstract int Slots { get; }

    /// <summary>
    /// Whether a gradient of zero leaves the weight as it is, to the last bit, so that only the slots fade: then
    /// <see cref="Rest"/> stands for the update of weights that a batch does not touch.
    /// </summary>
    static virtual bool RestsAtZero => false;

    /// <summary>Computes what is the same for all weights of a step. Called on a copy, once per step and variable.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="iteration">How many steps have been made before this one.</param>
    void Begin(double learningRate, long iteration);

    /// <summary>Updates sixteen weights. Slots beyond <see cref="Slots"/> are scratch.</summary>
    void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient);

    /// <summary>What <see cref="Apply(ref Vector512{float}, ref Vector512{float}, ref Vector512{float}, ref Vector512{float}, Vector512{float})"/> does to the slots when the gradient is zero. Called only where <see cref="RestsAtZero"/>.</summary>
    void Rest(ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2) { }

    /// <summary>The formula in double precision.</summary>
    void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient);
}
