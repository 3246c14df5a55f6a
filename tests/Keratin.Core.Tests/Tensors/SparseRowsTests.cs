using CsCheck;

namespace Keratin.Core.Tests.Tensors;

public sealed class SparseRowsTests
{
    private static readonly Gen<(NDArray Dense, NDArray Sparse)> s_pairs =
        ArrayGenerators.Matrices(Gen.Frequency((2, Gen.Const(0f)), (1, ArrayGenerators.Any))).SelectMany(
            array => Gen.Int[0, array.Length],
            (array, start) => (array[start..], array.ToSparse()[start..]));

    [Fact]
    public void Multi_hot_rows_are_ordered_and_hold_each_column_once()
    {
        NDArray array = NDArray.SparseFromRows([[5, 1, 5, 0], [], [3]], 6);
        SparseRows rows = array.Sparse!;
        Assert.Equal("(3, 6)", array.Shape.ToString());
        Assert.Equal([0, 3, 3, 4], rows.RowStarts);
        Assert.Equal([0, 1, 5, 3], rows.Indices);
        Assert.Equal([1, 1, 1, 1], rows.Entries);
        Assert.Equal([1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0], array.ToArray());
    }

    [Theory]
    [InlineData(1), InlineData(63), InlineData(64), InlineData(65), InlineData(1000), InlineData(1_000_000)]
    public void Multi_hot_rows_are_the_same_however_wide_the_matrix_is(int columns) =>
        Gen.Int[0, columns - 1].Array[0, 200].Array[0, 5].Sample(rows =>
        {
            SparseRows sparse = NDArray.SparseFromRows(rows, columns).Sparse!;
            for (int row = 0; row < rows.Length; row++)
            {
                if (!sparse.IndicesOf(row).SequenceEqual(rows[row].Distinct().Order().ToArray())) return false;
                if (sparse.EntriesOf(row).ContainsAnyExcept(1f)) return false;
            }
            return sparse.RowCount == rows.Length && sparse.Entries.Length == sparse.EntryCount;
        }, iter: 100);

    [Fact]
    public void Values_follow_their_columns_and_zeros_are_not_stored()
    {
        NDArray array = NDArray.SparseFromRows([[4, 0, 2]], 5, [[40, 10, 0]]);
        Assert.Equal([0, 4], array.Sparse!.Indices);
        Assert.Equal([10, 0, 0, 0, 40], array.ToArray());
    }

    [Fact]
    public void The_caller_keeps_his_arrays_as_they_were()
    {
        int[] columns = [2, 0];
        float[] values = [20, 10];
        NDArray.SparseFromRows([columns], 3, [values]);
        Assert.Equal([2, 0], columns);
        Assert.Equal([20, 10], values);
    }

    [Fact]
    public void Bad_rows_are_refused_in_words()
    {
        Refused("Row 1 holds the index 6, but the matrix has 6 columns, numbered from 0.", () => NDArray.SparseFromRows([[0], [6]], 6));
        Refused("Row 0 holds the index -1", () => NDArray.SparseFromRows([[-1]], 6));
        Refused("Row 1 is null", () => NDArray.SparseFromRows([[0], null!], 6));
        Refused("Row 0 gives two values for column 2", () => NDArray.SparseFromRows([[2, 2]], 6, [[1, 1]]));
        Refused("Row 0 has 2 columns and 1 values", () => NDArray.SparseFromRows([[2, 3]], 6, [[1]]));
        Refused("Each row needs its values, but there are 2 rows and values for 1.", () => NDArray.SparseFromRows([[2], [3]], 6, [[1]]));
        Assert.Throws<ArgumentNullException>("rows", () => NDArray.SparseFromRows(null!, 6));
        Assert.Throws<ArgumentOutOfRangeException>("columns", () => NDArray.SparseFromRows([], -1));
    }

    [Fact]
    public void Slices_share_the_arrays()
    {
        NDArray array = NDArray.SparseFromRows([[0], [1, 2], [3], [4]], 5);
        SparseRows slice = array[1..][..2].Sparse!;
        Assert.Same(array.Sparse!.Indices, slice.Indices);
        Assert.Same(array.Sparse.Entries, slice.Entries);
        Assert.Same(array.Sparse.RowStarts, slice.RowStarts);
        Assert.Equal((1, 2, 3), (slice.FirstRow, slice.RowCount, slice.EntryCount));
        Assert.Equal([1, 2], slice.IndicesOf(0).ToArray());
        Assert.Equal([3], slice.IndicesOf(1).ToArray());
    }

    [Fact]
    public unsafe void The_arrays_never_move()
    {
        SparseRows rows = NDArray.SparseFromRows([[1, 2, 3]], 5).Sparse!;
        nint starts, indices, entries;
        fixed (int* p = rows.RowStarts) starts = (nint)p;
        fixed (int* p = rows.Indices) indices = (nint)p;
        fixed (float* p = rows.Entries) entries = (nint)p;
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        fixed (int* p = rows.RowStarts) Assert.Equal(starts, (nint)p);
        fixed (int* p = rows.Indices) Assert.Equal(indices, (nint)p);
        fixed (float* p = rows.Entries) Assert.Equal(entries, (nint)p);
    }

    [Fact]
    public void Sparse_and_dense_agree_on_elements_rows_and_conversions()
    {
        s_pairs.Sample(pair =>
        {
            (NDArray dense, NDArray sparse) = pair;
            Assert.True(sparse.IsSparse);
            Same(dense, sparse);
            Same(dense, sparse.ToDense());
            Same(dense, sparse.ToTensor());
            Same(dense, dense.ToSparse());
            Assert.Equal(dense.Density, sparse.Density);
            Assert.Equal(dense.ToString(), sparse.ToString());
            for (int row = 0; row < dense.Length; row++)
            {
                Same(dense[row], sparse[row]);
                for (int column = 0; column < dense.Shape[1]; column++) Assert.Equal(dense[row, column], sparse[row, column]);
            }
            if (dense.Size == 1) Assert.Equal(dense.Item(), sparse.Item());
        });
    }

    [Fact]
    public void Sparse_and_dense_agree_on_rows_taken_and_joined()
    {
        s_pairs.Sample(pair =>
        {
            (NDArray dense, NDArray sparse) = pair;
            int[] rows = [.. Enumerable.Range(0, dense.Length).Reverse(), .. Enumerable.Range(0, dense.Length)];
            Same(dense.Take(rows), sparse.Take(rows));
            Assert.True(sparse.Take(rows).IsSparse);
            Same(NDArray.Concatenate(dense, dense), NDArray.Concatenate(sparse, sparse));
            Assert.True(NDArray.Concatenate(sparse, sparse).IsSparse);
            Same(NDArray.Concatenate(dense, dense), NDArray.Concatenate(sparse, dense));
            Same(NDArray.Concatenate([dense, dense], axis: 1), NDArray.Concatenate([sparse, sparse], axis: 1));
            Same(dense.Flatten(), sparse.Flatten());
            Same(dense.Transpose(), sparse.Transpose());
            Assert.Same(sparse, sparse.Reshape(sparse.Shape.ToArray()));
        });
    }

    [Fact]
    public void Sparse_and_dense_agree_on_arithmetic()
    {
        s_pairs.Sample(pair =>
        {
            (NDArray dense, NDArray sparse) = pair;
            Same(dense + dense, sparse + dense);
            Same(dense - dense, dense - sparse);
            Same(dense * dense, sparse * sparse);
            Same(dense / 2, sparse / 2);
            Same(1 / dense.Reshape(-1), 1 / sparse.ToDense().Reshape(-1));
            Same(-dense, -dense.ToSparse());
        });
    }

    [Fact]
    public void Sparse_and_dense_statistics_have_the_same_bits()
    {
        s_pairs.Where(pair => pair.Dense.Size > 0).Sample(pair =>
        {
            (NDArray dense, NDArray sparse) = pair;
            Assert.Equal(
                (dense.Sum(), dense.Mean(), dense.Std(), dense.Min(), dense.Max(), dense.ArgMax()),
                (sparse.Sum(), sparse.Mean(), sparse.Std(), sparse.Min(), sparse.Max(), sparse.ArgMax()));
            for (int axis = -2; axis < 2; axis++)
            {
                Same(dense.Sum(axis), sparse.Sum(axis));
                Same(dense.Mean(axis), sparse.Mean(axis));
                Same(dense.Std(axis), sparse.Std(axis));
                Same(dense.Min(axis), sparse.Min(axis));
                Same(dense.Max(axis), sparse.Max(axis));
                Same(dense.ArgMax(axis), sparse.ArgMax(axis));
            }
        });
    }

    [Fact]
    public void A_wide_multi_hot_matrix_takes_the_memory_of_its_entries()
    {
        int[][] sequences = [.. Enumerable.Range(0, 1000).Select(row => Enumerable.Range(row, 80).ToArray())];
        long before = GC.GetAllocatedBytesForCurrentThread();
        NDArray array = NDArray.SparseFromRows(sequences, 1_000_000);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(80_000, array.Sparse!.EntryCount);
        Assert.InRange(taken, 0, 6_000_000);
    }

    private static void Same(NDArray expected, NDArray actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        // Zero and minus zero are equal here: a sparse array does not keep the sign of a zero.
        Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    private static void Refused(string words, Action action) =>
        Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
