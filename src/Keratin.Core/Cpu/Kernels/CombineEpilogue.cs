using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Combines the sums with another value of the same shape.</summary>
internal readonly unsafe struct CombineEpilogue<TFunction>(float* result, float* other, TFunction function) : IEpilogue
    where TFunction : struct, IBinaryFunction
{
    public void Begin() { }

    [MethodImpl(Kernel.Inline)]
    public void Store(Vector512<float> sum, nint offset, nint column, int count) =>
        Lane.Store(function.Apply(sum, Vector512.Load(other + offset)), result + offset, count);
}
