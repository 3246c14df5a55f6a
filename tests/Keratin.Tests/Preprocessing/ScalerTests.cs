using CsCheck;

namespace Keratin.Tests;

public sealed class ScalerTests
{
    private static readonly float[,] Data = { { 1, -1, 2 }, { 2, 0, 2 }, { 0, 1, 2 }, { 7, 0, 2 } };

    [Fact]
    public void Standard_columns_have_mean_0_and_deviation_1()
    {
        var scaler = new StandardScaler();
        NDArray y = scaler.FitTransform(Data);

        // The deviations of the population: sqrt((1.5² + 0.5² + 2.5² + 4.5²) / 4) and sqrt(2 / 4); a constant column is only centred.
        Assert.Equal([2.5, 0, 2], scaler.Centers);
        Assert.Equal([Math.Sqrt(29 / 4.0), Math.Sqrt(0.5), 1], scaler.Scales);
        Assert.Equal(-1.5 / Math.Sqrt(29 / 4.0), y[0, 0], 1e-7);
        Assert.Equal(-Math.Sqrt(2), y[0, 1], 1e-7);
        Assert.Equal([0, 0, 0, 0], Enumerable.Range(0, 4).Select(row => y[row, 2]));
    }

    [Fact]
    public void A_column_that_varies_by_rounding_alone_is_constant()
    {
        var scaler = new StandardScaler();
        scaler.Fit(Enumerable.Repeat(0.1f, 1001).ToArray());
        Assert.Equal([1], scaler.Scales);
    }

    [Fact]
    public void Minimum_and_maximum_become_the_ends_of_the_range()
    {
        Assert.Equal([1 / 7f, 0, 0, 2 / 7f, 0.5f, 0, 0, 1, 0, 1, 0.5f, 0], new MinMaxScaler().FitTransform(Data).ToArray());
        Assert.Equal([-1, 3, 1], new MinMaxScaler((-1, 3)).FitTransform(new float[] { 0, 4, 2 }).ToArray());
    }

    [Fact]
    public void Data_beyond_the_extremes_are_clipped_on_request()
    {
        MinMaxScaler open = new(), clipped = new(clip: true);
        open.Fit(new float[] { 0, 10 });
        clipped.Fit(new float[] { 0, 10 });

        Assert.Equal([-0.5f, 1.5f], open.Transform(new float[] { -5, 15 }).ToArray());
        Assert.Equal([0, 1], clipped.Transform(new float[] { -5, 15 }).ToArray());
    }

    [Fact]
    public void Medians_and_quartiles_ignore_outliers()
    {
        var scaler = new RobustScaler();
        NDArray y = scaler.FitTransform(new[,] { { 1f, 5 }, { 2, 5 }, { 3, 5 }, { 4, 5 }, { 1000, 5 } });

        Assert.Equal([3, 5], scaler.Centers);
        Assert.Equal([2, 1], scaler.Scales);
        Assert.Equal([-1, 0, -0.5f, 0, 0, 0, 0.5f, 0, 498.5f, 0], y.ToArray());
        var wider = new RobustScaler(quantileRange: (10, 90));
        wider.Fit(new float[] { 0, 1, 2, 3 });
        Assert.Equal([1.5], wider.Centers);
        Assert.Equal(2.4, wider.Scales[0], 1e-12);
    }

    [Fact]
    public void Parts_of_a_scaling_can_be_left_out()
    {
        Assert.Equal([1, 3], new StandardScaler(withMean: false, withStd: false).FitTransform(new float[] { 1, 3 }).ToArray());
        Assert.Equal([-1, 1], new StandardScaler(withStd: false).FitTransform(new float[] { 1, 3 }).ToArray());
        Assert.Equal([1, 3], new RobustScaler(withCentering: false).FitTransform(new float[] { 1, 3 }).ToArray());
        Assert.Equal([0, 2, 4], new RobustScaler(withCentering: false).FitTransform(new float[] { 0, 2, 4 }).ToArray().Select(value => value * 2));
        Assert.Equal([-2, 0, 2], new RobustScaler(withScaling: false).FitTransform(new float[] { 0, 2, 4 }).ToArray());
    }

    [Fact]
    public void The_inverse_brings_data_back() =>
        Gen.Float[-1000, 1000].Array[3, 60].Sample(values =>
        {
            NDArray x = new(values[..(values.Length / 3 * 3)], [values.Length / 3, 3]);
            return ((Scaler[])[new StandardScaler(), new MinMaxScaler((-2, 5)), new RobustScaler()]).All(scaler =>
                scaler.InverseTransform(scaler.FitTransform(x)).ToArray().Zip(x.ToArray()).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-3));
        });

    [Fact]
    public void Sparse_rows_are_scaled_as_dense_ones()
    {
        NDArray sparse = Encode.MultiHot([[0], [0, 1], []], 2);
        Assert.Equal(new StandardScaler().FitTransform(sparse.ToDense()).ToArray(), new StandardScaler().FitTransform(sparse).ToArray());
    }

    [Fact]
    public void A_scaler_becomes_a_layer_that_does_the_same()
    {
        foreach (Scaler scaler in (Scaler[])[new StandardScaler(), new MinMaxScaler(), new MinMaxScaler((-2, 5)), new RobustScaler(), new StandardScaler(withMean: false), new RobustScaler(withScaling: false)])
        {
            NDArray expected = scaler.FitTransform(Data);
            var model = new Sequential([scaler.ToLayer(), new Flatten()]);
            model.Compile("sgd", "mse");
            float[] y = model.Predict(Data).ToArray();
            for (int i = 0; i < y.Length; i++) Assert.Equal(expected.ToArray()[i], y[i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(-2.0, 5.0)]
    [InlineData(3.0, 3.5)]
    public void A_scaler_that_clips_becomes_a_layer_that_clips(double low, double high)
    {
        var scaler = new MinMaxScaler((low, high), clip: true);
        scaler.Fit(Data);
        float[,] beyond = { { 1, -1, 2 }, { -5, 0.5f, 3 }, { 100, 1.25f, 1 }, { 7, -2, 2 } };
        float[] expected = scaler.Transform(beyond).ToArray();

        var model = new Sequential([scaler.ToLayer("scaling"), new Dense(1)], seed: 1);
        float[] y = new Sequential([scaler.ToLayer()]).Predict(beyond).ToArray();

        for (int i = 0; i < y.Length; i++) Assert.Equal(expected[i], y[i], 1e-6f);
        Assert.Contains((float)high, expected);
        Assert.Equal(["scaling", "dense"], model.Layers.Select(layer => layer.Name));
        model.Compile("sgd", "mse");
        model.Fit(beyond, new float[] { 1, 2, 3, 4 }, verbose: 0);
        Assert.Equal(2, model.TrainableWeights.Count);
    }

    [Fact]
    public void What_cannot_become_a_layer_says_why()
    {
        MinMaxScaler tiny = new();
        tiny.Fit(new[] { 0, 1e-9f });
        Assert.StartsWith("Column 0 is divided by 9.99", Assert.Throws<InvalidOperationException>(() => tiny.ToLayer()).Message);
        Assert.StartsWith("This RobustScaler has learnt nothing yet", Assert.Throws<InvalidOperationException>(() => new RobustScaler().ToLayer()).Message);
    }

    [Fact]
    public void State_survives_a_round_trip()
    {
        void Same(Scaler scaler, Func<string, Scaler> read)
        {
            Assert.Equal(scaler.ToJson(), read(scaler.ToJson()).ToJson());
            scaler.Fit(Data);
            Assert.Equal(scaler.ToJson(), read(scaler.ToJson()).ToJson());
            Assert.Equal(scaler.Transform(Data).ToArray(), read(scaler.ToJson()).Transform(Data).ToArray());
        }

        Same(new StandardScaler(withMean: false), StandardScaler.FromJson);
        Same(new MinMaxScaler((-1, 1 / 3.0), clip: true), MinMaxScaler.FromJson);
        Same(new RobustScaler(withScaling: false, quantileRange: (5, 80)), RobustScaler.FromJson);
        var fitted = new StandardScaler();
        fitted.Fit(Data);
        Assert.Contains("There are 3 centers and 0 scales.", Assert.Throws<InvalidDataException>(() => StandardScaler.FromJson(fitted.ToJson().Replace("\"scales\":[", "\"scales\":null,\"x\":[", StringComparison.Ordinal))).Message);
    }

    [Fact]
    public void Misuse_is_named()
    {
        var fitted = new StandardScaler();
        fitted.Fit(Data);
        Assert.StartsWith("Row 1 holds NaN in column 2: leave the row out", Message(() => new StandardScaler().Fit(new[,] { { 1, 2, 3 }, { 1, 2, float.NaN } })));
        Assert.StartsWith("Row 2 holds an infinite number in column 0", Message(() => new RobustScaler().Fit(new[] { 1, 2, float.PositiveInfinity })));
        Assert.StartsWith("MinMaxScaler has nothing to learn from: the array of shape (0, 3) has no rows.", Message(() => new MinMaxScaler().Fit(NDArray.Zeros([0, 3]))));
        Assert.StartsWith("StandardScaler takes an array of shape (rows, columns) or (rows,), but got (1, 1, 1).", Message(() => new StandardScaler().Fit(NDArray.Zeros([1, 1, 1]))));
        Assert.StartsWith("This StandardScaler was fitted to 3 columns, but got 1 (an array of shape (2,)).", Message(() => fitted.Transform(new float[] { 1, 2 })));
        Assert.StartsWith("This StandardScaler was fitted to 3 columns", Message(() => fitted.InverseTransform(new float[] { 1, 2 })));
        Assert.StartsWith("featureRange must go from a smaller to a larger number, but was (1, 0.5).", Message(() => new MinMaxScaler((1, 0.5))));
        Assert.StartsWith("quantileRange must be two per cents from 0 to 100, the smaller first, but was (75, 25).", Message(() => new RobustScaler(quantileRange: (75, 25))));
        Assert.StartsWith("This RobustScaler has learnt nothing yet", Assert.Throws<InvalidOperationException>(() => new RobustScaler().Transform(Data)).Message);
        Assert.Throws<InvalidOperationException>(() => new RobustScaler().Centers);
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
