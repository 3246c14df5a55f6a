namespace Keratin.Core;

/// <summary>Where an update finds its variables.</summary>
internal readonly unsafe struct UpdatePointers
{
    public float* Weight { get; init; }

    public float* Slot0 { get; init; }

    public float* Slot1 { get; init; }

    public float* Slot2 { get; init; }

    public float* LearningRate { get; init; }

    public long* Iteration { get; init; }
}
