using CsCheck;

namespace Keratin.Core.Tests.Tensors;

public sealed class NDArrayShapingTests
{
    [Fact]
    public void Reshaping_shares_the_memory_and_finds_one_unknown_size()
    {
        NDArray array = NDArray.FromRows([0, 0, 0], [1, 2, 3], [4, 5, 6])[1..];
        NDArray reshaped = array.Reshape(3, -1);
        Assert.Equal("(3, 2)", reshaped.Shape.ToString());
        Assert.True(reshaped.Values == array.Values);
        Assert.Equal("(6,)", array.Flatten().Shape.ToString());
        Assert.Equal("(1, 6, 1)", array.Reshape(1, -1, 1).Shape.ToString());
        Assert.Equal(Shape.Scalar, NDArray.Zeros([1, 1]).Reshape().Shape);
        Assert.Equal("(0, 5)", NDArray.Zeros([0, 3]).Reshape(-1, 5).Shape.ToString());
        Assert.Same(array, array.Reshape(2, 3));
    }

    [Theory]
    [InlineData(new[] { 4 }, "An array of shape (2, 3) has 6 elements and can't take the shape (4,).")]
    [InlineData(new[] { 4, -1 }, "An array of shape (2, 3) has 6 elements and can't take the shape (4, -1).")]
    [InlineData(new[] { 0, -1 }, "An array of shape (2, 3) has 6 elements and can't take the shape (0, -1).")]
    [InlineData(new[] { -1, -1 }, "The sizes of a shape are zero or positive, and one of them may be -1; (-1, -1) was given.")]
    [InlineData(new[] { 3, -2 }, "The sizes of a shape are zero or positive, and one of them may be -1; (3, -2) was given.")]
    [InlineData(new[] { 2147483647, 2147483647, 2147483647 }, "An array of shape (2, 3) has 6 elements and can't take the shape (2147483647, 2147483647, 2147483647).")]
    public void A_shape_that_does_not_fit_is_refused_in_words(int[] sizes, string words)
    {
        var error = Assert.Throws<ArgumentException>(() => NDArray.Zeros([2, 3]).Reshape(sizes));
        Assert.StartsWith(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transposing_exchanges_rows_and_columns()
    {
        ArrayGenerators.Matrices(ArrayGenerators.Any).Sample(array =>
        {
            NDArray transposed = array.Transpose();
            Assert.Equal([array.Shape[1], array.Shape[0]], transposed.Shape);
            for (int row = 0; row < array.Shape[0]; row++)
                for (int column = 0; column < array.Shape[1]; column++)
                    Assert.Equal(array[row, column], transposed[column, row]);
        });
        NDArray vector = new float[] { 1, 2 };
        Assert.Same(vector, vector.Transpose());
        Assert.Contains("(1, 2, 3)", Assert.Throws<InvalidOperationException>(() => NDArray.Zeros([1, 2, 3]).Transpose()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_cut_along_the_first_axis_and_joined_is_the_same()
    {
        ArrayGenerators.Arrays(1, ArrayGenerators.Any).SelectMany(array => Gen.Int[0, array.Length], (array, at) => (array, at)).Sample(given =>
        {
            NDArray joined = NDArray.Concatenate(given.array[..given.at], given.array[given.at..]);
            Assert.Equal(given.array.Shape, joined.Shape);
            Assert.Equal(given.array.ToArray(), joined.ToArray());
        });
    }

    [Fact]
    public void Joining_along_a_later_axis_puts_rows_side_by_side()
    {
        NDArray left = NDArray.FromRows([1, 2], [3, 4]), right = NDArray.FromRows([5f], [6f]);
        Assert.Equal([1, 2, 5, 3, 4, 6], NDArray.Concatenate([left, right], axis: 1).ToArray());
        Assert.Equal([1, 2, 5, 3, 4, 6], NDArray.Concatenate([left, right], axis: -1).ToArray());
        Assert.Equal([1, 2, 3, 4], NDArray.Concatenate([left, NDArray.Zeros([2, 0])], axis: 1).ToArray());
        NDArray cube = NDArray.Zeros([2, 3, 4]);
        Assert.Equal("(2, 8, 4)", NDArray.Concatenate([cube, NDArray.Zeros([2, 5, 4])], axis: 1).Shape.ToString());
    }

    [Fact]
    public void Joined_arrays_are_copies()
    {
        float[] values = [1, 2];
        NDArray joined = NDArray.Concatenate((NDArray)values);
        values[0] = 9;
        Assert.Equal([1, 2], joined.ToArray());
    }

    [Fact]
    public void Arrays_that_cannot_be_joined_are_refused_in_words()
    {
        NDArray matrix = NDArray.Zeros([2, 3]);
        Assert.StartsWith("Arrays joined along axis 0 must agree in all other axes, but array 0 has the shape (2, 3) and array 1 has (2, 4).", Assert.Throws<ArgumentException>(() => NDArray.Concatenate(matrix, NDArray.Zeros([2, 4]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NDArray.Concatenate(matrix, NDArray.Zeros([3])));
        Assert.Throws<ArgumentException>(() => NDArray.Concatenate());
        Assert.Contains("Array 1 is null", Assert.Throws<ArgumentException>(() => NDArray.Concatenate(matrix, null!)).Message, StringComparison.Ordinal);
        Assert.Contains("single numbers", Assert.Throws<ArgumentException>(() => NDArray.Concatenate(NDArray.Zeros(Shape.Scalar))).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => NDArray.Concatenate([matrix], axis: 2));
    }
}
