using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>What a kernel does with sixteen finished sums.</summary>
internal interface IEpilogue
{
    /// <summary>Computes what is the same for a whole step. Called on a copy before the kernel runs.</summary>
    void Begin();

    /// <summary>Takes sixteen sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="offset">The place of the first in the result.</param>
    /// <param name="column">The column of the first.</param>
    /// <param name="count">How many are real; 16 or more means all.</param>
    void Store(Vector512<float> sum, nint offset, nint column, int count);

    /// <summary>Whether <see cref="Rest"/> may stand for storing sums that are all zero.</summary>
    static virtual bool CanRest => false;

    /// <summary>Does what <see cref="Store"/> would do with sixteen zeros, at less cost. Called only where <see cref="CanRest"/>.</summary>
    /// <param name="offset">The place of the first zero in the result.</param>
    /// <param name="count">How many are real; 16 or more means all.</param>
    void Rest(nint offset, int count) { }
}
