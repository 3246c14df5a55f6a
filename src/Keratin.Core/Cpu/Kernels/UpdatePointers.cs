using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Where an update finds its variables. What it does without is null.</summary>
internal readonly unsafe struct UpdatePointers
{
    public float* Weight { get; init; }

    public float* Slot0 { get; init; }

    public float* Slot1 { get; init; }

    public float* Slot2 { get; init; }

    public float* Average { get; init; }

    public float* Collected { get; init; }

    public float* LearningRate { get; init; }

    public long* Iteration { get; init; }

    public float* Norm { get; init; }

    /// <summary>The pointers of an update that is a node, or the end of one.</summary>
    /// <param name="plan">Knows where each value lies.</param>
    /// <param name="node">The node.</param>
    /// <param name="first">Which of its inputs is the weight.</param>
    /// <param name="slots">How many slots the rule has.</param>
    /// <param name="options">What stands around the rule.</param>
    public static UpdatePointers Of(Plan plan, Node node, int first, int slots, UpdateOptions options)
    {
        float* At(int index) => plan.Pointer(node.Inputs[first + index]);
        int end = 1 + slots;
        float* average = options.AverageMomentum is null ? null : At(end++);
        float* collected = options.AccumulationSteps > 1 ? At(end++) : null;
        return new UpdatePointers
        {
            Weight = At(0),
            Slot0 = slots > 0 ? At(1) : null,
            Slot1 = slots > 1 ? At(2) : null,
            Slot2 = slots > 2 ? At(3) : null,
            Average = average,
            Collected = collected,
            LearningRate = At(end),
            Iteration = (long*)At(end + 1),
            Norm = options.ExtraInputs > 0 ? At(end + 2) : null,
        };
    }

    /// <summary>
    /// Sets what is nearly zero to zero. The slot of a weight that nothing moves fades step by step, and after some
    /// hundred steps it would be a denormal number, on which a step takes three times as long. Any optimizer's epsilon
    /// hides so small a slot.
    /// </summary>
    [MethodImpl(Kernel.Inline)]
    public static Vector512<float> FlushTiny(Vector512<float> slot) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(slot), Vector512.Create(1e-30f)), Vector512<float>.Zero, slot);
}
