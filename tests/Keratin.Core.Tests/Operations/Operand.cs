using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>What a sample feeds to one input of its operation.</summary>
/// <param name="Shape">The shape; the first axis may be the batch.</param>
/// <param name="Low">The smallest value.</param>
/// <param name="High">The largest value.</param>
internal sealed record Operand(Shape Shape, double Low = -2, double High = 2)
{
    /// <summary>Whether the gradient by it is checked.</summary>
    public bool IsDifferentiable { get; init; } = true;

    /// <summary>Values are whole numbers, the upper limit excluded: class labels, and things that are to be equal.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The input has to be a variable, of this type.</summary>
    public ElementType? VariableOf { get; init; }

    public float[] Values(ulong key, int rows)
    {
        var values = new float[Shape.Elements(rows)];
        for (int i = 0; i < values.Length; i++)
        {
            double value = Low + (High - Low) * RandomBits.Uniform(key, (uint)i);
            // Kinks stand at 0 and ±1; numeric differences must not step over them.
            double near = Math.Round(value);
            if (!IsWhole && Math.Abs(value - near) < 0.01) value = near + (value < near ? -0.01 : 0.01);
            values[i] = (float)(IsWhole ? Math.Floor(value) : value);
        }
        return values;
    }
}
