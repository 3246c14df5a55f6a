using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>A function of one number, written twice: for sixteen lanes of float, and as the plain formula that judges it.</summary>
public interface IUnaryFunction
{
    /// <summary>The function on sixteen lanes.</summary>
    Vector512<float> Apply(Vector512<float> x);

    /// <summary>The formula in double precision.</summary>
    double Apply(double x);
}
