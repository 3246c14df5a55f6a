using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>A function of two numbers, written twice: for sixteen lanes of float, and as the plain formula that judges it.</summary>
public interface IBinaryFunction
{
    /// <summary>The function on sixteen lanes.</summary>
    Vector512<float> Apply(Vector512<float> x, Vector512<float> y);

    /// <summary>The formula in double precision.</summary>
    double Apply(double x, double y);
}
