using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Adds the bias of the column, then applies an activation.</summary>
internal readonly unsafe struct ActivationEpilogue<TFunction>(float* result, float* bias, TFunction function) : IEpilogue
    where TFunction : struct, IUnaryFunction
{
    public void Begin() { }

    [MethodImpl(Kernel.Inline)]
    public void Store(Vector512<float> sum, nint offset, nint column, int count) =>
        Lane.Store(function.Apply(sum + Vector512.Load(bias + column)), result + offset, count);
}
