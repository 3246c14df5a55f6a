using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// <see cref="UpdateEpilogue{TRule}"/> for a rule with something around it. The branches go the same way for all
/// elements of a step.
/// </summary>
internal unsafe struct UpdateWithOptionsEpilogue<TRule>(UpdatePointers pointers, UpdateWithOptions<TRule> update) : IEpilogue
    where TRule : struct, IUpdateRule
{
    private readonly UpdatePointers _at = pointers;
    private UpdateWithOptions<TRule> _update = update;

    public void Begin()
    {
        UpdateWithOptions<TRule> update = _update;
        update.Begin(*_at.LearningRate, *_at.Iteration, _at.Norm == null ? 0 : *_at.Norm);
        _update = update;
    }

    [MethodImpl(Kernel.Inline)]
    public readonly void Store(Vector512<float> sum, nint offset, nint column, int count)
    {
        Vector512<float> weight = Vector512.Load(_at.Weight + offset), slot0 = default, slot1 = default, slot2 = default, average = default, collected = default;
        if (TRule.Slots > 0) slot0 = Vector512.Load(_at.Slot0 + offset);
        if (TRule.Slots > 1) slot1 = Vector512.Load(_at.Slot1 + offset);
        if (TRule.Slots > 2) slot2 = Vector512.Load(_at.Slot2 + offset);
        if (_at.Average != null) average = Vector512.Load(_at.Average + offset);
        if (_at.Collected != null) collected = Vector512.Load(_at.Collected + offset);
        _update.Apply(ref weight, ref slot0, ref slot1, ref slot2, ref average, ref collected, sum);
        // Where nothing moves a weight but its decay, it fades as slots do.
        Lane.Store(UpdatePointers.FlushTiny(weight), _at.Weight + offset, count);
        if (TRule.Slots > 0) Lane.Store(UpdatePointers.FlushTiny(slot0), _at.Slot0 + offset, count);
        if (TRule.Slots > 1) Lane.Store(UpdatePointers.FlushTiny(slot1), _at.Slot1 + offset, count);
        if (TRule.Slots > 2) Lane.Store(UpdatePointers.FlushTiny(slot2), _at.Slot2 + offset, count);
        if (_at.Average != null) Lane.Store(UpdatePointers.FlushTiny(average), _at.Average + offset, count);
        if (_at.Collected != null) Lane.Store(collected, _at.Collected + offset, count);
    }
}
