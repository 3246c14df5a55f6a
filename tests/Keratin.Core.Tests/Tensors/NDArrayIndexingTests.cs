using CsCheck;

namespace Keratin.Core.Tests.Tensors;

public sealed class NDArrayIndexingTests
{
    private static readonly NDArray s_matrix = NDArray.FromRows([1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]);

    [Fact]
    public void A_range_of_rows_shares_the_memory_of_the_array()
    {
        ArrayGenerators.Arrays(1, ArrayGenerators.Any).SelectMany(
            array => Gen.Int[0, array.Length].Array[2],
            (array, ends) => (array, first: ends.Min(), last: ends.Max())).Sample(given =>
            {
                (NDArray array, int first, int last) = given;
                NDArray slice = array[first..last];
                int row = array.Shape[1..].Size;
                Assert.Equal(array.Shape[1..].Prepend(last - first), slice.Shape);
                Assert.True(slice.Values == array.Values[(first * row)..(last * row)]);
            });
    }

    [Fact]
    public void Slices_of_slices_and_rows_of_slices_find_their_elements()
    {
        Assert.Equal([7, 8, 9], s_matrix[1..][1..2].ToArray());
        Assert.Equal([10, 11, 12], s_matrix[2..][1].ToArray());
        Assert.Equal([7, 8, 9, 10, 11, 12], s_matrix[^2..].ToArray());
        Assert.Equal([4, 5, 6], s_matrix[..^1][^2].ToArray());
        Assert.Equal(12, s_matrix[1..][2..][0, 2]);
    }

    [Fact]
    public void A_row_loses_the_first_axis_and_shares_the_memory()
    {
        NDArray row = s_matrix[2];
        Assert.Equal("(3,)", row.Shape.ToString());
        Assert.True(row.Values == s_matrix.Values[6..9]);
    }

    [Fact]
    public void An_element_of_a_vector_is_a_single_number_that_converts_to_float()
    {
        NDArray element = s_matrix[1][2];
        Assert.Equal(Shape.Scalar, element.Shape);
        Assert.Equal(6, (float)element);
        Assert.Equal(6, element.Item());
        Assert.Equal("6.0", element.ToString());
        Assert.Equal(1, element.Length);
    }

    [Fact]
    public void Every_element_is_found_by_its_indexes()
    {
        ArrayGenerators.Arrays(0, ArrayGenerators.Any).Sample(array =>
        {
            var indexes = new int[array.Rank];
            for (int i = 0; i < array.Size; i++)
            {
                for (int axis = array.Rank - 1, rest = i; axis >= 0; axis--)
                    (rest, indexes[axis]) = Math.DivRem(rest, array.Shape[axis]);
                Assert.Equal(array.Values[i], array[indexes]);
            }
        });
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void A_row_outside_the_array_is_refused_in_words(int row)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[row]);
        Assert.StartsWith($"Row {row} was asked for, but the array of shape (4, 3) has 4 rows, numbered 0 to 3 (or ^4 to ^1 from the end).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_counted_from_the_end_must_exist_too()
    {
        Assert.StartsWith("Row ^5 was asked for", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[^5]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Row ^0 was asked for", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[^0]).Message, StringComparison.Ordinal);
        Assert.Contains("has no rows", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[..0][0]).Message, StringComparison.Ordinal);
        Assert.Contains("has 1 row, number 0", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[..1][1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_outside_the_array_is_refused_in_words()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[2..5]);
        Assert.StartsWith("The rows 2..5 were asked for, but the array of shape (4, 3) has 4 rows.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[^5..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[3..1]);
    }

    [Fact]
    public void Indexes_must_be_one_per_axis_and_inside_it()
    {
        Assert.StartsWith("An element of an array of shape (4, 3) has 2 indexes, one per axis, but 3 were given.", Assert.Throws<ArgumentException>(() => s_matrix[0, 0, 0]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Index 3 is outside axis 1 of an array of shape (4, 3): it goes from 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[0, 3]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix[-1, 0]);
    }

    [Fact]
    public void A_single_number_has_no_rows()
    {
        NDArray number = NDArray.Zeros(Shape.Scalar);
        Assert.Contains("single number", Assert.Throws<InvalidOperationException>(() => number[0]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => number[..]);
        Assert.Throws<InvalidOperationException>(() => number[^1]);
        Assert.Throws<InvalidOperationException>(() => number.Take([0]));
    }

    [Fact]
    public void Only_one_element_converts_to_a_number()
    {
        Assert.Equal(5, NDArray.FromRows([5f]).Item());
        Assert.Contains("(4, 3)", Assert.Throws<InvalidOperationException>(() => (float)s_matrix).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => s_matrix[..0].Item());
    }

    [Fact]
    public void Taken_rows_come_in_the_given_order_and_may_repeat()
    {
        NDArray taken = s_matrix[1..].Take([2, 0, 2]);
        Assert.Equal([10, 11, 12, 4, 5, 6, 10, 11, 12], taken.ToArray());
        Assert.Equal("(0, 3)", s_matrix.Take([]).Shape.ToString());
        Assert.StartsWith("Row 4 was asked for", Assert.Throws<ArgumentOutOfRangeException>(() => s_matrix.Take([0, 4])).Message, StringComparison.Ordinal);
    }
}
