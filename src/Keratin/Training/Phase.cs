namespace Keratin;

/// <summary>What a plan is for.</summary>
internal enum Phase
{
    Train,
    Evaluate,
    Predict,
}
