using System.Numerics.Tensors;
using Keratin.Core;

namespace Keratin;

// One number takes part as a double, so that literals of any numeric type fit (x / 255, x * 0.5); it is rounded to
// float32 first, as NumPy does with a Python number.
public sealed partial class NDArray
{
    /// <summary>Adds element by element; a size that is 1 or missing on one side is repeated (NumPy's broadcasting).</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    /// <returns>A new, dense array.</returns>
    /// <exception cref="ArgumentException">The shapes don't go together.</exception>
    public static NDArray operator +(NDArray left, NDArray right) => Combine<Addition>(left, right);

    /// <summary>Adds a number to every element.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">A number, rounded to float32.</param>
    public static NDArray operator +(NDArray left, double right) => Combine<Addition>(left, Number(right));

    /// <summary>Adds every element to a number.</summary>
    /// <param name="left">A number, rounded to float32.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    public static NDArray operator +(double left, NDArray right) => Combine<Addition>(Number(left), right);

    /// <summary>Subtracts element by element, with NumPy's broadcasting.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    /// <returns>A new, dense array.</returns>
    /// <exception cref="ArgumentException">The shapes don't go together.</exception>
    public static NDArray operator -(NDArray left, NDArray right) => Combine<Subtraction>(left, right);

    /// <summary>Subtracts a number from every element.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">A number, rounded to float32.</param>
    public static NDArray operator -(NDArray left, double right) => Combine<Subtraction>(left, Number(right));

    /// <summary>Subtracts every element from a number.</summary>
    /// <param name="left">A number, rounded to float32.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    public static NDArray operator -(double left, NDArray right) => Combine<Subtraction>(Number(left), right);

    /// <summary>Multiplies element by element (not a matrix product), with NumPy's broadcasting.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    /// <returns>A new, dense array.</returns>
    /// <exception cref="ArgumentException">The shapes don't go together.</exception>
    public static NDArray operator *(NDArray left, NDArray right) => Combine<Multiplication>(left, right);

    /// <summary>Multiplies every element by a number.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">A number, rounded to float32.</param>
    public static NDArray operator *(NDArray left, double right) => Combine<Multiplication>(left, Number(right));

    /// <summary>Multiplies a number by every element.</summary>
    /// <param name="left">A number, rounded to float32.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    public static NDArray operator *(double left, NDArray right) => Combine<Multiplication>(Number(left), right);

    /// <summary>Divides element by element, with NumPy's broadcasting; a division by zero gives ±infinity or NaN.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    /// <returns>A new, dense array.</returns>
    /// <exception cref="ArgumentException">The shapes don't go together.</exception>
    public static NDArray operator /(NDArray left, NDArray right) => Combine<Division>(left, right);

    /// <summary>Divides every element by a number; a division by zero gives ±infinity or NaN.</summary>
    /// <param name="left">An array; a sparse one is made dense.</param>
    /// <param name="right">A number, rounded to float32.</param>
    public static NDArray operator /(NDArray left, double right) => Combine<Division>(left, Number(right));

    /// <summary>Divides a number by every element; a division by zero gives ±infinity or NaN.</summary>
    /// <param name="left">A number, rounded to float32.</param>
    /// <param name="right">An array; a sparse one is made dense.</param>
    public static NDArray operator /(double left, NDArray right) => Combine<Division>(Number(left), right);

    /// <summary>Changes the sign of every element.</summary>
    /// <param name="array">An array; a sparse one is made dense.</param>
    /// <returns>A new, dense array.</returns>
    public static NDArray operator -(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        float[] values = array.ToArray();
        TensorPrimitives.Negate(values, values);
        return new NDArray(values, array.Shape);
    }

    private static NDArray Combine<TOperator>(NDArray left, NDArray right) where TOperator : struct, IElementwise
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Broadcasting.Result(left.Shape, right.Shape);
        return Broadcasting.Apply<TOperator>(left.ToDense(), right.ToDense());
    }

    private static NDArray Number(double value) => new([(float)value], Shape.Scalar);
}
