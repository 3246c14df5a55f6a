using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Hands the sums to an update rule, which changes the weights and slots of the same place.</summary>
internal unsafe struct UpdateEpilogue<TRule>(UpdatePointers pointers, TRule rule) : IEpilogue
    where TRule : struct, IUpdateRule
{
    private readonly UpdatePointers _at = pointers;
    private TRule _rule = rule;

    public static bool CanRest => TRule.RestsAtZero;

    public void Begin()
    {
        TRule rule = _rule;
        rule.Begin(*_at.LearningRate, *_at.Iteration);
        _rule = rule;
    }

    [MethodImpl(Kernel.Inline)]
    public readonly void Store(Vector512<float> sum, nint offset, nint column, int count)
    {
        Vector512<float> weight = Vector512.Load(_at.Weight + offset), slot0 = default, slot1 = default, slot2 = default;
        if (TRule.Slots > 0) slot0 = Vector512.Load(_at.Slot0 + offset);
        if (TRule.Slots > 1) slot1 = Vector512.Load(_at.Slot1 + offset);
        if (TRule.Slots > 2) slot2 = Vector512.Load(_at.Slot2 + offset);
        _rule.Apply(ref weight, ref slot0, ref slot1, ref slot2, sum);
        Lane.Store(weight, _at.Weight + offset, count);
        StoreSlots(slot0, slot1, slot2, offset, count);
    }

    [MethodImpl(Kernel.Inline)]
    public readonly void Rest(nint offset, int count)
    {
        Vector512<float> slot0 = default, slot1 = default, slot2 = default;
        if (TRule.Slots > 0) slot0 = Vector512.Load(_at.Slot0 + offset);
        if (TRule.Slots > 1) slot1 = Vector512.Load(_at.Slot1 + offset);
        if (TRule.Slots > 2) slot2 = Vector512.Load(_at.Slot2 + offset);
        _rule.Rest(ref slot0, ref slot1, ref slot2);
        StoreSlots(slot0, slot1, slot2, offset, count);
    }

    [MethodImpl(Kernel.Inline)]
    private readonly void StoreSlots(Vector512<float> slot0, Vector512<float> slot1, Vector512<float> slot2, nint offset, int count)
    {
        if (TRule.Slots > 0) Lane.Store(UpdatePointers.FlushTiny(slot0), _at.Slot0 + offset, count);
        if (TRule.Slots > 1) Lane.Store(UpdatePointers.FlushTiny(slot1), _at.Slot1 + offset, count);
        if (TRule.Slots > 2) Lane.Store(UpdatePointers.FlushTiny(slot2), _at.Slot2 + offset, count);
    }
}
