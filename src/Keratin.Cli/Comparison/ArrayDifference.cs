using System.Numerics;

namespace Keratin.Cli.Comparison;

/// <summary>An array in two files, number by number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Left">Its shape in the first file; null where it is not there.</param>
/// <param name="Right">Its shape in the second file, likewise.</param>
/// <param name="Differing">How many numbers differ.</param>
/// <param name="Largest">The largest absolute difference; NaN where a number stands against none.</param>
/// <param name="Mean">The mean of the absolute differences of all numbers.</param>
internal sealed record ArrayDifference(string Name, Shape? Left, Shape? Right, long Differing = 0, double Largest = 0, double Mean = 0)
{
    /// <summary>Whether the array has the same shape in both files, so that its numbers could be compared.</summary>
    public bool IsCompared => Left is not null && Left.Equals(Right);

    /// <summary>Whether the array is the same in both files.</summary>
    public bool IsEqual => IsCompared && Differing == 0;

    /// <summary>Compares two arrays.</summary>
    public static ArrayDifference Of<T>(string name, Shape leftShape, ReadOnlySpan<T> left, Shape rightShape, ReadOnlySpan<T> right) where T : INumber<T>
    {
        if (!leftShape.Equals(rightShape)) return new ArrayDifference(name, leftShape, rightShape);
        long differing = 0;
        double largest = 0, sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] == right[i] || (T.IsNaN(left[i]) && T.IsNaN(right[i]))) continue;
            differing++;
            double difference = Math.Abs(double.CreateTruncating(left[i]) - double.CreateTruncating(right[i]));
            largest = Math.Max(largest, difference);
            sum += difference;
        }
        return new ArrayDifference(name, leftShape, rightShape, differing, largest, left.Length == 0 ? 0 : sum / left.Length);
    }
}
