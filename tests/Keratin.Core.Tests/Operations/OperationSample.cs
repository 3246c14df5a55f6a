using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>Which size of a sample takes every value from 0 to 256.</summary>
internal enum Loop
{
    Rows,
    Last,
}

/// <summary>An operation with inputs that suit it, in every size.</summary>
/// <param name="Name">Tells samples apart.</param>
/// <param name="Loop">The size that its kernel loops over.</param>
/// <param name="Make">The operation and its inputs, for a batch axis (symbolic or not) and the size of the last axis.</param>
internal sealed record OperationSample(string Name, Loop Loop, Func<int, int, (Operation Operation, Operand[] Operands)> Make)
{
    /// <summary>The most that a float32 result may differ from double precision, relative to the larger of 1 and the result.</summary>
    public double Tolerance { get; init; } = 4e-7;

    /// <summary>The smallest last axis that means anything.</summary>
    public int LeastLast { get; init; }

    /// <summary>The rows where the last axis varies, the last axis where the rows do.</summary>
    public (int Rows, int Last) At(int length) => Loop == Loop.Rows ? (length, Math.Max(LeastLast, 5)) : (3, length);

    public override string ToString() => Name;
}
