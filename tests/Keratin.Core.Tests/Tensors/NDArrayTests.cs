namespace Keratin.Core.Tests.Tensors;

public sealed class NDArrayTests
{
    [Fact]
    public void The_values_of_the_constructor_are_shared()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        var array = new NDArray(values, [2, 3]);
        values[5] = 60;
        Assert.Equal(60, array[1, 2]);
        Assert.Equal((2, 6, 2), (array.Rank, array.Size, array.Length));
        Assert.Equal("(2, 3)", array.Shape.ToString());
    }

    [Fact]
    public void A_shape_that_does_not_fit_the_values_is_refused_with_both_counts()
    {
        var error = Assert.Throws<ArgumentException>(() => new NDArray([1, 2, 3], [2, 2]));
        Assert.StartsWith("An array of shape (2, 2) has 4 elements, but 3 values were given.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbolic_batch_axis_is_refused()
    {
        Assert.Contains("(None, 3)", Assert.Throws<ArgumentException>(() => new NDArray(new float[3], [Shape.Batch, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NDArray.Zeros([Shape.Batch, 3]));
    }

    [Fact]
    public void Zeros_holds_zeros_in_every_rank()
    {
        Assert.Equal(0, NDArray.Zeros(Shape.Scalar).Item());
        Assert.Equal(new float[24], NDArray.Zeros([2, 3, 4]).ToArray());
        Assert.Equal(0, NDArray.Zeros([0, 4]).Size);
    }

    [Fact]
    public void Rows_become_a_matrix()
    {
        NDArray array = NDArray.FromRows([1, 2], [3, 4], [5, 6]);
        Assert.Equal("(3, 2)", array.Shape.ToString());
        Assert.Equal([1, 2, 3, 4, 5, 6], array.ToArray());
        Assert.Equal("(0, 0)", NDArray.FromRows().Shape.ToString());
    }

    [Fact]
    public void Ragged_rows_are_refused_by_the_first_bad_row_and_both_lengths()
    {
        var error = Assert.Throws<ArgumentException>(() => NDArray.FromRows([1, 2], [3, 4], [5], [6]));
        Assert.StartsWith("All rows of an array must have the same length, but row 0 has 2 elements and row 2 has 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_null_is_refused_by_its_number()
    {
        Assert.StartsWith("Row 1 is null", Assert.Throws<ArgumentException>(() => NDArray.FromRows([1], null!)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Row 0 is null", Assert.Throws<ArgumentException>(() => NDArray.FromRows(null!, [1f])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Density_counts_what_is_not_zero()
    {
        NDArray dense = NDArray.FromRows([0, 1, 0, 2], [0, 0, 0, -0f]);
        Assert.Equal(0.25, dense.Density);
        Assert.Equal(0.25, dense.ToSparse().Density);
        Assert.Equal(0, NDArray.Zeros([0, 3]).Density);
        Assert.False(dense.IsSparse);
        Assert.True(dense.ToSparse().IsSparse);
    }
}
