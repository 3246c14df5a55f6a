using System.Numerics.Tensors;
using CsCheck;

namespace Keratin.Core.Tests.Tensors;

public sealed class NDArrayConversionTests
{
    [Fact]
    public void A_float_vector_is_shared_with_the_array()
    {
        float[] values = [1, 2, 3];
        NDArray array = values;
        values[0] = 9;
        Assert.Equal([9, 2, 3], array.ToArray());
        Assert.Equal("(3,)", array.Shape.ToString());
    }

    [Fact]
    public void Grids_and_rows_of_every_number_type_become_matrices()
    {
        NDArray[] arrays =
        [
            new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new int[,] { { 1, 2, 3 }, { 4, 5, 6 } },
            new float[][] { [1, 2, 3], [4, 5, 6] }, new double[][] { [1, 2, 3], [4, 5, 6] },
        ];
        Assert.All(arrays, array =>
        {
            Assert.Equal("(2, 3)", array.Shape.ToString());
            Assert.Equal([1, 2, 3, 4, 5, 6], array.ToArray());
        });
    }

    [Fact]
    public void Doubles_and_integers_are_rounded_to_the_nearest_float()
    {
        NDArray doubles = new[] { 0.1, -1e300, double.NaN, 1 + 1e-12 };
        Assert.Equal([0.1f, float.NegativeInfinity, float.NaN, 1], doubles.ToArray());
        NDArray integers = new[] { 7, -3, 16_777_217, int.MaxValue };
        Assert.Equal([7, -3, 16_777_216, 2_147_483_648f], integers.ToArray());
    }

    [Fact]
    public void Empty_arrays_convert()
    {
        Assert.Equal("(0,)", ((NDArray)Array.Empty<float>()).Shape.ToString());
        Assert.Equal("(0, 3)", ((NDArray)new float[0, 3]).Shape.ToString());
        Assert.Equal("(2, 0)", ((NDArray)new double[2, 0]).Shape.ToString());
        Assert.Equal("(0, 0)", ((NDArray)Array.Empty<float[]>()).Shape.ToString());
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("values", () => (NDArray)(float[])null!);
        Assert.Throws<ArgumentNullException>("values", () => (NDArray)(float[,])null!);
        Assert.Throws<ArgumentNullException>("rows", () => (NDArray)(float[][])null!);
        Assert.Throws<ArgumentNullException>("values", () => (NDArray)(double[])null!);
        Assert.Throws<ArgumentNullException>("values", () => (NDArray)(double[,])null!);
        Assert.Throws<ArgumentNullException>("rows", () => (NDArray)(double[][])null!);
        Assert.Throws<ArgumentNullException>("values", () => (NDArray)(int[])null!);
        Assert.Throws<ArgumentNullException>("values", () => (NDArray)(int[,])null!);
        Assert.Throws<ArgumentNullException>("tensor", () => (NDArray)(Tensor<float>)null!);
        Assert.Throws<ArgumentNullException>("array", () => (float)(NDArray)null!);
    }

    [Fact]
    public void A_tensor_keeps_its_shape_there_and_back()
    {
        ArrayGenerators.Arrays(1, ArrayGenerators.Any).Sample(array =>
        {
            NDArray back = array.ToTensor();
            Assert.Equal(array.Shape, back.Shape);
            Assert.Equal(array.ToArray(), back.ToArray());
        });
        Assert.Equal([1], NDArray.Zeros(Shape.Scalar).ToTensor().Lengths.ToArray());
    }

    [Fact]
    public void A_strided_tensor_is_copied_in_its_own_order()
    {
        Tensor<float> tensor = Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]);
        NDArray column = tensor.Slice([0.., 1..2]);
        Assert.Equal("(2, 1)", column.Shape.ToString());
        Assert.Equal([2, 5], column.ToArray());
    }

    [Fact]
    public void A_dense_array_is_a_span_without_copying()
    {
        float[] values = [1, 2, 3, 4];
        NDArray array = new NDArray(values, [2, 2])[1..];
        ReadOnlySpan<float> span = array;
        Assert.True(span == values.AsSpan(2));
        Assert.True(array.AsSpan() == span);
        Assert.Equal(7, TensorPrimitives.Sum<float>(array));
    }

    [Fact]
    public void A_sparse_array_has_no_span_and_says_what_to_do()
    {
        NDArray array = NDArray.SparseFromRows([[1], [0]], 1000);
        var error = Assert.Throws<InvalidOperationException>(() => array.AsSpan().Length);
        Assert.Equal("This array of shape (2, 1000) is sparse: it stores only its non-zero elements and has no span of all of them. Call ToDense() first (8,000 bytes).", error.Message);
    }

    [Fact]
    public void A_dense_array_is_its_own_dense_form()
    {
        NDArray array = new float[] { 1, 2 };
        Assert.Same(array, array.ToDense());
        Assert.Contains("(2,)", Assert.Throws<InvalidOperationException>(() => array.ToSparse()).Message, StringComparison.Ordinal);
    }
}
