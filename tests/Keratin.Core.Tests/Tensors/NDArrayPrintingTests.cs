namespace Keratin.Core.Tests.Tensors;

/// <summary>The expected texts are what NumPy's <c>str(array)</c> gave for the same float32 values.</summary>
public sealed class NDArrayPrintingTests
{
    [Fact]
    public void A_single_number_prints_like_a_NumPy_float32()
    {
        Prints("3.5", Number(3.5f));
        Prints("3.0", Number(3));
        Prints("0.0", Number(0));
        Prints("-0.0", Number(-0f));
        Prints("0.1", Number(0.1f));
        Prints("-2.25", Number(-2.25f));
        Prints("0.001", Number(0.001f));
        Prints("1e-04", Number(1e-4f));
        Prints("1e-05", Number(1e-5f));
        Prints("1500000000000000.0", Number(1.5e15f));
        Prints("1e+16", Number(1e16f));
        Prints("1.5e+16", Number(1.5e16f));
        Prints("123456790.0", Number(1.2345679e8f));
        Prints("61236150.0", Number(6.123615e7f));
        Prints("16777216.0", Number(1.6777216e7f));
        Prints("nan", Number(float.NaN));
        Prints("inf", Number(float.PositiveInfinity));
        Prints("-inf", Number(float.NegativeInfinity));
        Prints("3.4028235e+38", Number(3.4028235e38f));
        Prints("1e-45", Number(1e-45f));
    }

    [Fact]
    public void Decimals_are_as_few_as_tell_the_numbers_apart_and_points_line_up()
    {
        Prints("[1.]", Vector(1));
        Prints("[1.  2.5 3. ]", Vector(1, 2.5f, 3));
        Prints("[0.1  0.25]", Vector(0.1f, 0.25f));
        Prints("[0.33333334 0.6666667 ]", Vector(0.33333334f, 0.6666667f));
        Prints("[-1.  0.  1.]", Vector(-1, 0, 1));
        Prints("[-0.   0.5]", Vector(-0f, 0.5f));
        Prints("[100.5  -3. ]", Vector(100.5f, -3));
        Prints("[61236152.]", Vector(6.123615e7f));
        Prints("[99999992.  1000000.]", Vector(9.999999e7f, 1000000));
        Prints("[0.001 1.   ]", Vector(0.001f, 1));
    }

    [Fact]
    public void A_ninth_decimal_is_rounded_away_with_halves_to_even()
    {
        Prints("[0.00195312 1.        ]", Vector(0.001953125f, 1));
        Prints("[0.00585938 1.        ]", Vector(0.005859375f, 1));
        Prints("[ 1.005000e+02 -1.953125e-03]", Vector(100.5f, -0.001953125f));
        Prints("[0.12345679 1.        ]", Vector(0.12345679f, 1));
    }

    [Fact]
    public void Tiny_huge_or_far_apart_numbers_print_in_scientific_notation()
    {
        Prints("[1.e+08]", Vector(1e8f));
        Prints("[1.e+08 1.e+00]", Vector(1e8f, 1));
        Prints("[9.9999997e-06 1.2345679e+03]", Vector(1e-5f, 1234.5679f));
        Prints("[1.0000000e-01 1.2345679e-06]", Vector(0.1f, 1.2345679e-6f));
        Prints("[9.99e-04 1.00e+00]", Vector(9.99e-4f, 1));
        Prints("[  0.2 200. ]", Vector(0.2f, 200));
        Prints("[2.000e-01 2.001e+02]", Vector(0.2f, 200.1f));
        Prints("[ 1.e+10 -1.e-10  0.e+00]", Vector(1e10f, -1e-10f, 0));
        Prints("[3.4028235e+38 1.4012985e-45]", Vector(3.4028235e38f, 1e-45f));
        Prints("[1.6777216e+07 5.0000000e-01]", Vector(1.6777216e7f, 0.5f));
    }

    [Fact]
    public void A_power_of_two_has_nearer_neighbours_below_than_above()
    {
        Prints("1.1754944e-38", Number(1.1754944e-38f));
        Prints("1.2621775e-29", Number(1.2621775e-29f));
        Prints("2.524355e-29", Number(2.524355e-29f));
        Prints("5.04871e-29", Number(5.04871e-29f));
        Prints("1.009742e-28", Number(1.009742e-28f));
        Prints("2.019484e-28", Number(2.019484e-28f));
    }

    [Fact]
    public void Infinity_and_NaN_take_their_place_in_the_column()
    {
        Prints("[nan]", Vector(float.NaN));
        Prints("[nan inf]", Vector(float.NaN, float.PositiveInfinity));
        Prints("[ nan -inf]", Vector(float.NaN, float.NegativeInfinity));
        Prints("[  1. -inf]", Vector(1, float.NegativeInfinity));
        Prints("[1.5 nan]", Vector(1.5f, float.NaN));
        Prints("[ 1.e-09     nan -1.e+00]", Vector(1e-9f, float.NaN, -1));
        Prints("[123.25    inf]", Vector(123.25f, float.PositiveInfinity));
    }

    [Fact]
    public void An_array_without_elements_prints_as_empty_brackets()
    {
        Prints("[]", NDArray.Zeros([0]));
        Prints("[]", NDArray.Zeros([0, 3]));
        Prints("[]", NDArray.Zeros([3, 0]));
        Prints("[]", NDArray.Zeros([2, 0, 4]));
    }

    [Fact]
    public void Axes_nest_in_brackets_with_blank_lines_between_matrices()
    {
        Prints("""
            [[  1.    2.5]
             [ -3.  400. ]]
            """, Vector(1, 2.5f, -3, 400).Reshape(2, 2));
        Prints("[[7.]]", Vector(7).Reshape(1, 1));
        Prints("[[[7.]]]", Vector(7).Reshape(1, 1, 1));
        Prints("""
            [[0.]
             [1.]
             [2.]]
            """, Counted(3).Reshape(3, 1));
        Prints("""
            [[[0. 1.]
              [2. 3.]]

             [[4. 5.]
              [6. 7.]]]
            """, Counted(8).Reshape(2, 2, 2));
        Prints("""
            [[[[0.   0.25]
               [0.5  0.75]]

              [[1.   1.25]
               [1.5  1.75]]]


             [[[2.   2.25]
               [2.5  2.75]]

              [[3.   3.25]
               [3.5  3.75]]]]
            """, Counted(16, step: 0.25).Reshape(2, 2, 2, 2));
    }

    [Fact]
    public void Lines_break_before_75_characters()
    {
        Prints("""
            [ 0.  1.  2.  3.  4.  5.  6.  7.  8.  9. 10. 11. 12. 13. 14. 15. 16. 17.
             18. 19.]
            """, Counted(20));
        Prints("""
            [10.  10.5 11.  11.5 12.  12.5 13.  13.5 14.  14.5 15.  15.5 16.  16.5
             17.  17.5]
            """, Counted(16, step: 0.5, start: 10.0));
        Prints("""
            [-20.  -18.5 -17.  -15.5 -14.  -12.5 -11.   -9.5  -8.   -6.5  -5.   -3.5
              -2.   -0.5   1.    2.5   4.    5.5   7.    8.5  10.   11.5  13.   14.5
              16.   17.5  19.   20.5  22.   23.5]
            """, Counted(30, step: 1.5, start: -20.0));
        Prints("""
            [[0.    0.125 0.25  0.375 0.5   0.625 0.75  0.875 1.    1.125 1.25  1.375
              1.5   1.625 1.75  1.875 2.    2.125 2.25  2.375 2.5  ]
             [2.625 2.75  2.875 3.    3.125 3.25  3.375 3.5   3.625 3.75  3.875 4.
              4.125 4.25  4.375 4.5   4.625 4.75  4.875 5.    5.125]]
            """, Counted(42, step: 0.125).Reshape(2, 21));
        Prints("""
            [[[0.0e+00 1.0e+09 2.0e+09 3.0e+09 4.0e+09 5.0e+09 6.0e+09 7.0e+09
               8.0e+09 9.0e+09 1.0e+10 1.1e+10]
              [1.2e+10 1.3e+10 1.4e+10 1.5e+10 1.6e+10 1.7e+10 1.8e+10 1.9e+10
               2.0e+10 2.1e+10 2.2e+10 2.3e+10]]]
            """, Counted(24, step: 1000000000.0).Reshape(1, 2, 12));
        Prints("""
            [0.33333334 0.33333334 0.33333334 0.33333334 0.33333334 0.33333334
             0.33333334]
            """, Vector(0.33333334f, 0.33333334f, 0.33333334f, 0.33333334f, 0.33333334f, 0.33333334f, 0.33333334f));
        Prints("""
            [-0.33333334 -0.33333334 -0.33333334 -0.33333334 -0.33333334 -0.33333334
             -0.33333334]
            """, Vector(-0.33333334f, -0.33333334f, -0.33333334f, -0.33333334f, -0.33333334f, -0.33333334f, -0.33333334f));
    }

    [Fact]
    public void Above_1000_elements_only_three_at_each_end_of_an_axis_are_printed()
    {
        Prints("[   0.    1.    2. ...  998.  999. 1000.]", Counted(1001));
        Prints("""
            [[0.00000e+00 1.25000e-01 2.50000e-01 ... 1.24750e+02 1.24875e+02
              1.25000e+02]
             [1.25125e+02 1.25250e+02 1.25375e+02 ... 2.49875e+02 2.50000e+02
              2.50125e+02]]
            """, Counted(2002, step: 0.125).Reshape(2, 1001));
        Prints("""
            [[-750.25 -749.25 -748.25]
             [-747.25 -746.25 -745.25]
             [-744.25 -743.25 -742.25]
             ...
             [ 740.75  741.75  742.75]
             [ 743.75  744.75  745.75]
             [ 746.75  747.75  748.75]]
            """, Counted(1500, start: -750.25).Reshape(500, 3));
        Prints("""
            [[0.000e+00 1.000e+06 2.000e+06]
             [3.000e+06 4.000e+06 5.000e+06]
             [6.000e+06 7.000e+06 8.000e+06]
             ...
             [2.991e+09 2.992e+09 2.993e+09]
             [2.994e+09 2.995e+09 2.996e+09]
             [2.997e+09 2.998e+09 2.999e+09]]
            """, Counted(3000, step: 1000000.0).Reshape(1000, 3));
        Prints("""
            [[[0.000e+00 1.000e+00 2.000e+00 ... 3.970e+02 3.980e+02 3.990e+02]]

             [[4.000e+02 4.010e+02 4.020e+02 ... 7.970e+02 7.980e+02 7.990e+02]]

             [[8.000e+02 8.010e+02 8.020e+02 ... 1.197e+03 1.198e+03 1.199e+03]]]
            """, Counted(1200).Reshape(3, 1, 400));
        Prints("""
            [[[0.000e+00 1.000e+00 2.000e+00 ... 9.700e+01 9.800e+01 9.900e+01]
              [1.000e+02 1.010e+02 1.020e+02 ... 1.970e+02 1.980e+02 1.990e+02]
              [2.000e+02 2.010e+02 2.020e+02 ... 2.970e+02 2.980e+02 2.990e+02]]

             [[3.000e+02 3.010e+02 3.020e+02 ... 3.970e+02 3.980e+02 3.990e+02]
              [4.000e+02 4.010e+02 4.020e+02 ... 4.970e+02 4.980e+02 4.990e+02]
              [5.000e+02 5.010e+02 5.020e+02 ... 5.970e+02 5.980e+02 5.990e+02]]

             [[6.000e+02 6.010e+02 6.020e+02 ... 6.970e+02 6.980e+02 6.990e+02]
              [7.000e+02 7.010e+02 7.020e+02 ... 7.970e+02 7.980e+02 7.990e+02]
              [8.000e+02 8.010e+02 8.020e+02 ... 8.970e+02 8.980e+02 8.990e+02]]

             ...

             [[1.200e+03 1.201e+03 1.202e+03 ... 1.297e+03 1.298e+03 1.299e+03]
              [1.300e+03 1.301e+03 1.302e+03 ... 1.397e+03 1.398e+03 1.399e+03]
              [1.400e+03 1.401e+03 1.402e+03 ... 1.497e+03 1.498e+03 1.499e+03]]

             [[1.500e+03 1.501e+03 1.502e+03 ... 1.597e+03 1.598e+03 1.599e+03]
              [1.600e+03 1.601e+03 1.602e+03 ... 1.697e+03 1.698e+03 1.699e+03]
              [1.700e+03 1.701e+03 1.702e+03 ... 1.797e+03 1.798e+03 1.799e+03]]

             [[1.800e+03 1.801e+03 1.802e+03 ... 1.897e+03 1.898e+03 1.899e+03]
              [1.900e+03 1.901e+03 1.902e+03 ... 1.997e+03 1.998e+03 1.999e+03]
              [2.000e+03 2.001e+03 2.002e+03 ... 2.097e+03 2.098e+03 2.099e+03]]]
            """, Counted(2100).Reshape(7, 3, 100));
    }

    [Fact]
    public void Axes_of_six_or_fewer_are_printed_in_full_even_above_1000_elements()
    {
        Prints("""
            [[[0.000e+00 1.000e+00 2.000e+00 ... 9.700e+01 9.800e+01 9.900e+01]
              [1.000e+02 1.010e+02 1.020e+02 ... 1.970e+02 1.980e+02 1.990e+02]
              [2.000e+02 2.010e+02 2.020e+02 ... 2.970e+02 2.980e+02 2.990e+02]
              [3.000e+02 3.010e+02 3.020e+02 ... 3.970e+02 3.980e+02 3.990e+02]
              [4.000e+02 4.010e+02 4.020e+02 ... 4.970e+02 4.980e+02 4.990e+02]
              [5.000e+02 5.010e+02 5.020e+02 ... 5.970e+02 5.980e+02 5.990e+02]]

             [[6.000e+02 6.010e+02 6.020e+02 ... 6.970e+02 6.980e+02 6.990e+02]
              [7.000e+02 7.010e+02 7.020e+02 ... 7.970e+02 7.980e+02 7.990e+02]
              [8.000e+02 8.010e+02 8.020e+02 ... 8.970e+02 8.980e+02 8.990e+02]
              [9.000e+02 9.010e+02 9.020e+02 ... 9.970e+02 9.980e+02 9.990e+02]
              [1.000e+03 1.001e+03 1.002e+03 ... 1.097e+03 1.098e+03 1.099e+03]
              [1.100e+03 1.101e+03 1.102e+03 ... 1.197e+03 1.198e+03 1.199e+03]]]
            """, Counted(1200).Reshape(2, 6, 100));
    }

    [Fact]
    public void A_thousand_elements_are_still_printed_in_full()
    {
        Assert.DoesNotContain("...", Counted(1000).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sparse_array_prints_like_its_dense_form()
    {
        NDArray small = NDArray.SparseFromRows([[1, 3], [], [0]], 4);
        NDArray large = NDArray.SparseFromRows([.. Enumerable.Range(0, 300).Select(row => new[] { row % 7, 9999 - row % 5 })], 10_000);
        Assert.Equal(small.ToDense().ToString(), small.ToString());
        Assert.Equal(large.ToDense().ToString(), large.ToString());
    }

    [Fact]
    public void A_slice_prints_its_own_elements()
    {
        Prints("[3. 4.]", Counted(6)[3..5]);
    }

    private static NDArray Vector(params float[] values) => values;

    private static NDArray Number(float value) => new([value], Shape.Scalar);

    private static NDArray Counted(int count, double step = 1, double start = 0) =>
        Enumerable.Range(0, count).Select(i => i * step + start).ToArray();

    private static void Prints(string expected, NDArray array) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), array.ToString());
}
