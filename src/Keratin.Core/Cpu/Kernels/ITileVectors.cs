namespace Keratin.Core;

/// <summary>How many vectors of sixteen columns a tile computes.</summary>
internal interface ITileVectors
{
    /// <summary>From one to four.</summary>
    static abstract int Count { get; }
}
