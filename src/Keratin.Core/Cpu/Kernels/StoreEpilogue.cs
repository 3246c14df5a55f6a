using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Keeps the sums.</summary>
internal readonly unsafe struct StoreEpilogue(float* result) : IEpilogue
{
    public void Begin() { }

    [MethodImpl(Kernel.Inline)]
    public void Store(Vector512<float> sum, nint offset, nint column, int count) => Lane.Store(sum, result + offset, count);
}
