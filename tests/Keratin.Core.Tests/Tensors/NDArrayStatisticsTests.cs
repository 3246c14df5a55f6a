using CsCheck;

namespace Keratin.Core.Tests.Tensors;

public sealed class NDArrayStatisticsTests
{
    [Fact]
    public void Along_every_axis_the_statistics_agree_with_plain_loops_in_double_precision()
    {
        Gen.Select(ArrayGenerators.Arrays(1, ArrayGenerators.Small, minimumSize: 1), Gen.Int[0, 3]).Sample((array, choice) =>
        {
            int axis = choice % array.Rank;
            Agrees(array.Sum(axis), array, axis, Enumerable.Sum);
            Agrees(array.Mean(axis), array, axis, Enumerable.Average);
            Agrees(array.Std(axis), array, axis, Deviation);
            Agrees(array.Min(axis), array, axis, Enumerable.Min);
            Agrees(array.Max(axis), array, axis, Enumerable.Max);
            Agrees(array.ArgMax(axis), array, axis, line => Array.IndexOf(line, line.Max()));
            Assert.Equal(array.Std(axis).ToArray(), array.Std(axis - array.Rank).ToArray());
        });
    }

    [Fact]
    public void Over_all_elements_the_statistics_are_plain_numbers()
    {
        ArrayGenerators.Arrays(0, ArrayGenerators.Small, minimumSize: 1).Sample(array =>
        {
            double[] all = [.. array.ToArray().Select(x => (double)x)];
            Assert.Equal((float)all.Sum(), array.Sum());
            Assert.Equal((float)all.Average(), array.Mean());
            Assert.Equal((float)Deviation(all), array.Std(), 1e-6f);
            Assert.Equal((float)all.Min(), array.Min());
            Assert.Equal((float)all.Max(), array.Max());
            Assert.Equal(Array.IndexOf(all, all.Max()), array.ArgMax());
        });
    }

    [Fact]
    public void Sums_keep_what_float_additions_would_lose()
    {
        NDArray array = Enumerable.Repeat(0.1f, 1_000_000).Prepend(1e8f).ToArray();
        Assert.Equal(100_100_000f, array.Sum());
    }

    [Fact]
    public void The_deviation_of_large_close_numbers_is_exact()
    {
        NDArray array = new float[] { 16_000_001, 16_000_002, 16_000_003, 16_000_004 };
        Assert.Equal((float)Math.Sqrt(1.25), array.Std());
    }

    [Fact]
    public void The_first_of_equal_maxima_and_the_first_NaN_win()
    {
        Assert.Equal(1, ((NDArray)new float[] { 1, 3, 3 }).ArgMax());
        NDArray withNaN = new float[] { 1, float.NaN, 5, float.NaN };
        Assert.Equal(1, withNaN.ArgMax());
        Assert.Equal(float.NaN, withNaN.Max());
        Assert.Equal(float.NaN, withNaN.Min());
    }

    [Fact]
    public void Without_elements_a_sum_is_zero_a_mean_is_NaN_and_a_maximum_is_refused()
    {
        NDArray empty = NDArray.Zeros([0, 3]);
        Assert.Equal(0, empty.Sum());
        Assert.Equal(float.NaN, empty.Mean());
        Assert.Equal(float.NaN, empty.Std());
        Assert.Equal([0, 0, 0], empty.Sum(0).ToArray());
        Assert.Equal([float.NaN, float.NaN, float.NaN], empty.Mean(0).ToArray());
        Assert.Equal("(0,)", empty.Max(1).Shape.ToString());
        Assert.Contains("(0, 3)", Assert.Throws<InvalidOperationException>(() => empty.Max()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => empty.ArgMax(0));
    }

    [Fact]
    public void The_sum_of_a_prediction_prints_as_a_plain_number()
    {
        NDArray predictions = NDArray.FromRows([0.25f, 0.75f], [0.5f, 0.5f]);
        Assert.Equal("(2,) 1 1", FormattableString.Invariant($"{predictions[0].Shape} {predictions[0].Sum()} {predictions[0].ArgMax()}"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void An_axis_that_does_not_exist_is_refused_in_words(int axis)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Zeros([4, 3]).Mean(axis));
        Assert.StartsWith($"Axis {axis} was asked for, but an array of shape (4, 3) has the axes 0 to 1 (or -2 to -1, counted from the end).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vectors_and_single_numbers_name_the_axes_they_have()
    {
        Assert.Contains("has only axis 0 (or -1)", Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Zeros([4]).Sum(1)).Message, StringComparison.Ordinal);
        Assert.Contains("has no axes", Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Zeros(Shape.Scalar).Sum(0)).Message, StringComparison.Ordinal);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / values.Length);
    }

    private static void Agrees(NDArray actual, NDArray array, int axis, Func<double[], double> statistic)
    {
        Shape expected = [.. array.Shape.Where((_, i) => i != axis)];
        Assert.Equal(expected, actual.Shape);
        var indexes = new int[array.Rank];
        for (int i = 0; i < actual.Size; i++)
        {
            for (int other = array.Rank - 1, rest = i; other >= 0; other--)
                if (other != axis) (rest, indexes[other]) = Math.DivRem(rest, array.Shape[other]);
            var line = new double[array.Shape[axis]];
            for (int j = 0; j < line.Length; j++)
            {
                indexes[axis] = j;
                line[j] = array[indexes];
            }
            Assert.Equal((float)statistic(line), actual.Values[i], 1e-6f);
        }
    }
}
