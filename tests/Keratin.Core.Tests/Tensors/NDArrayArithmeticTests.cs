using CsCheck;

namespace Keratin.Core.Tests.Tensors;

public sealed class NDArrayArithmeticTests
{
    [Fact]
    public void Broadcasting_agrees_with_a_loop_over_indexes()
    {
        ArrayGenerators.Broadcastable.Sample(pair =>
        {
            (NDArray x, NDArray y) = pair;
            Agrees(x + y, x, y, (a, b) => a + b);
            Agrees(x - y, x, y, (a, b) => a - b);
            Agrees(x * y, x, y, (a, b) => a * b);
            Agrees(x / y, x, y, (a, b) => a / b);
        }, iter: 2000);
    }

    [Fact]
    public void A_number_on_either_side_meets_every_element()
    {
        Gen.Select(ArrayGenerators.Arrays(0, ArrayGenerators.Any), ArrayGenerators.Any).Sample((x, n) =>
        {
            NDArray number = new([n], Shape.Scalar);
            Agrees(x + n, x, number, (a, b) => a + b);
            Agrees(n + x, number, x, (a, b) => a + b);
            Agrees(x - n, x, number, (a, b) => a - b);
            Agrees(n - x, number, x, (a, b) => a - b);
            Agrees(x * n, x, number, (a, b) => a * b);
            Agrees(n * x, number, x, (a, b) => a * b);
            Agrees(x / n, x, number, (a, b) => a / b);
            Agrees(n / x, number, x, (a, b) => a / b);
            Agrees(-x, x, number, (a, _) => -a);
        });
    }

    [Fact]
    public void Literals_of_any_number_type_fit_and_are_rounded_to_float_first()
    {
        NDArray x = new float[] { 1, 2 };
        Assert.Equal([1 * 0.1f, 2 * 0.1f], (x * 0.1).ToArray());
        Assert.Equal([0.5f, 1], (x / 2).ToArray());
        Assert.Equal([0, 1], (x - 1f).ToArray());
    }

    [Fact]
    public void Division_by_zero_follows_IEEE()
    {
        NDArray x = new float[] { 1, -1, 0 };
        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity, float.NaN], (x / 0).ToArray());
    }

    [Fact]
    public void Standardising_columns_reads_as_in_NumPy()
    {
        NDArray x = NDArray.FromRows([1, 10], [3, 30]);
        Assert.Equal([-1, -1, 1, 1], ((x - x.Mean(axis: 0)) / x.Std(axis: 0)).ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_go_together_are_both_named()
    {
        var error = Assert.Throws<ArgumentException>(() => NDArray.Zeros([4, 3]) + NDArray.Zeros([4]));
        Assert.Equal("Arrays of shapes (4, 3) and (4,) don't go together: compared from the last axis to the first, sizes must be equal or 1, but 3 meets 4.", error.Message);
    }

    [Fact]
    public void Zero_rows_meet_one_row_but_not_two()
    {
        Assert.Equal("(0, 3)", (NDArray.Zeros([0, 3]) + NDArray.Zeros([1, 3])).Shape.ToString());
        Assert.Throws<ArgumentException>(() => NDArray.Zeros([0, 3]) + NDArray.Zeros([2, 3]));
    }

    [Fact]
    public void Null_operands_are_refused()
    {
        NDArray x = new float[] { 1 };
        Assert.Throws<ArgumentNullException>("left", () => (NDArray)null! + x);
        Assert.Throws<ArgumentNullException>("right", () => x * (NDArray)null!);
        Assert.Throws<ArgumentNullException>("array", () => -(NDArray)null!);
    }

    private static void Agrees(NDArray actual, NDArray left, NDArray right, Func<float, float, float> combine)
    {
        int rank = Math.Max(left.Rank, right.Rank);
        Assert.Equal(rank, actual.Rank);
        var indexes = new int[rank];
        for (int i = 0; i < actual.Size; i++)
        {
            for (int axis = rank - 1, rest = i; axis >= 0; axis--)
                (rest, indexes[axis]) = Math.DivRem(rest, actual.Shape[axis]);
            Assert.Equal(combine(At(left, indexes), At(right, indexes)), actual.Values[i]);
        }
    }

    private static float At(NDArray array, int[] indexes)
    {
        int[] own = [.. indexes[^array.Rank..].Select((index, axis) => array.Shape[axis] == 1 ? 0 : index)];
        return array[own];
    }
}
