using Keratin.Core;

namespace Keratin;

// Each statistic is one pass over the elements in their order (the standard deviation two) and never makes a sparse
// array dense.
public sealed partial class NDArray
{
    /// <summary>The sum of all elements, added in double precision; 0 where there are none.</summary>
    public float Sum() => (float)Sums(AxisView.Whole(Shape))[0];

    /// <summary>The sums along an axis, added in double precision.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    public NDArray Sum(int axis) => Without(axis, Sums(Along(axis)));

    /// <summary>The mean of all elements, added in double precision; NaN where there are none.</summary>
    public float Mean() => (float)Means(AxisView.Whole(Shape))[0];

    /// <summary>The means along an axis, added in double precision: <c>x.Mean(axis: 0)</c> is the mean of each column.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis; NaN where the axis is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    public NDArray Mean(int axis) => Without(axis, Means(Along(axis)));

    /// <summary>
    /// The population standard deviation of all elements, √(Σ(x − mean)² / n), in double precision and two passes; NaN
    /// where there are none.
    /// </summary>
    public float Std() => (float)Deviations(AxisView.Whole(Shape))[0];

    /// <summary>The population standard deviations along an axis, √(Σ(x − mean)² / n), in double precision and two passes.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis; NaN where the axis is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    public NDArray Std(int axis) => Without(axis, Deviations(Along(axis)));

    /// <summary>The population variance of all elements, Σ(x − mean)² / n, in double precision and two passes; NaN where there are none.</summary>
    public float Var() => (float)Variances(AxisView.Whole(Shape))[0];

    /// <summary>The population variances along an axis, Σ(x − mean)² / n, in double precision and two passes.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis; NaN where the axis is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    public NDArray Var(int axis) => Without(axis, Variances(Along(axis)));

    /// <summary>The smallest element; NaN if any is NaN.</summary>
    /// <exception cref="InvalidOperationException">The array has no elements.</exception>
    public float Min() => Extremes<Ascending>(AxisView.Whole(Shape)).Best[0];

    /// <summary>The smallest elements along an axis; NaN where any is NaN.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    /// <exception cref="InvalidOperationException">The axis is empty.</exception>
    public NDArray Min(int axis) => new(Extremes<Ascending>(Along(axis)).Best, ShapeWithout(axis));

    /// <summary>The largest element; NaN if any is NaN.</summary>
    /// <exception cref="InvalidOperationException">The array has no elements.</exception>
    public float Max() => Extremes<Descending>(AxisView.Whole(Shape)).Best[0];

    /// <summary>The largest elements along an axis; NaN where any is NaN.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    /// <exception cref="InvalidOperationException">The axis is empty.</exception>
    public NDArray Max(int axis) => new(Extremes<Descending>(Along(axis)).Best, ShapeWithout(axis));

    /// <summary>
    /// Where the largest element stands when all elements are counted row by row: the first of equal ones, or the first
    /// NaN. For one row of class probabilities it is the predicted class.
    /// </summary>
    /// <exception cref="InvalidOperationException">The array has no elements.</exception>
    public int ArgMax() => Extremes<Descending>(AxisView.Whole(Shape)).Positions[0];

    /// <summary>Where the largest elements stand along an axis: the first of equal ones, or the first NaN.</summary>
    /// <param name="axis">The axis that disappears; −1 is the last.</param>
    /// <returns>A dense array without that axis, of whole numbers from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The array has no such axis.</exception>
    /// <exception cref="InvalidOperationException">The axis is empty.</exception>
    public NDArray ArgMax(int axis) => Rounded<int>(Extremes<Descending>(Along(axis)).Positions, ShapeWithout(axis));

    private double[] Sums(AxisView view) => Reduction.Run(this, view, new SumFold(view.Groups)).Totals;

    private double[] Means(AxisView view) => Divided(Sums(view), view.Length);

    private double[] Variances(AxisView view) =>
        Divided(Reduction.Run(this, view, new SquaredDeviationFold(Means(view))).Totals, view.Length);

    private double[] Deviations(AxisView view)
    {
        double[] variances = Variances(view);
        for (int i = 0; i < variances.Length; i++) variances[i] = Math.Sqrt(variances[i]);
        return variances;
    }

    private ExtremeFold<TOrder> Extremes<TOrder>(AxisView view) where TOrder : struct, IOrder
    {
        if (view.Length == 0 && view.Groups > 0)
            throw new InvalidOperationException($"An array of shape {Shape} has no elements to find the largest or smallest of.");
        return Reduction.Run(this, view, new ExtremeFold<TOrder>(view.Groups));
    }

    private AxisView Along(int axis) => AxisView.Along(Shape, Axis(axis));

    private Shape ShapeWithout(int axis) => [.. Shape[..Axis(axis)], .. Shape[(Axis(axis) + 1)..]];

    private NDArray Without(int axis, double[] values) => Rounded<double>(values, ShapeWithout(axis));

    private int Axis(int axis)
    {
        if (axis >= -Rank && axis < Rank) return axis < 0 ? axis + Rank : axis;
        string axes = Rank switch
        {
            0 => "has no axes",
            1 => "has only axis 0 (or -1)",
            _ => $"has the axes 0 to {Rank - 1} (or -{Rank} to -1, counted from the end)",
        };
        throw new ArgumentOutOfRangeException(nameof(axis), $"Axis {axis} was asked for, but an array of shape {Shape} {axes}.");
    }

    private static double[] Divided(double[] totals, int count)
    {
        for (int i = 0; i < totals.Length; i++) totals[i] /= count;
        return totals;
    }
}
