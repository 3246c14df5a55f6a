namespace Keratin.Core;

/// <summary>Makes the steps of plans.</summary>
internal interface IBackend
{
    /// <summary>What turns nodes into steps for one plan.</summary>
    /// <param name="plan">The plan: it knows where each value lies and takes the steps.</param>
    ILowering Lower(Plan plan);
}
