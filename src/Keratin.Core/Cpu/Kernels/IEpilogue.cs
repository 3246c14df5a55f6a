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
}
