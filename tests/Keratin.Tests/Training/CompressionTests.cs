namespace Keratin.Tests;

/// <summary>Whether dense inputs are compressed changes speed, never a bit; and faded slots do not become denormal.</summary>
public sealed class CompressionTests
{
    [Fact]
    public void Training_on_compressed_rows_has_the_bits_of_training_on_dense_ones()
    {
        (NDArray x, NDArray y) = MostlyZeros(rows: 300, width: 400);
        (History History, float[] Weights, float[] Predictions) Train(NDArray inputs, bool compress)
        {
            var model = new Sequential([new Dense(20, "relu"), new Dense(3, "softmax")], seed: 4) { CompressInputs = compress };
            model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
            History history = model.Fit(inputs, y, batchSize: 64, epochs: 3, verbose: 0, validationData: (inputs[..50], y[..50]));
            return (history, [.. model.GetWeights().SelectMany(weight => weight.ToArray())], model.Predict(inputs[..7]).ToArray());
        }

        var dense = Train(x, compress: false);
        foreach (var other in new[] { Train(x, compress: true), Train(x.ToSparse(), compress: true) })
        {
            Assert.Equal(dense.Weights, other.Weights);
            Assert.Equal(dense.Predictions, other.Predictions);
            Assert.Equal(dense.History["loss"], other.History["loss"]);
            Assert.Equal(dense.History["val_accuracy"], other.History["val_accuracy"]);
        }
    }

    [Fact]
    public void A_NaN_among_zeros_is_still_named_by_its_row_and_place()
    {
        (NDArray x, NDArray y) = MostlyZeros(rows: 20, width: 400);
        float[] values = x.ToArray();
        values[17 * 400 + 123] = float.NaN;
        var model = new Sequential(new Dense(3, "softmax"));
        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        var error = Assert.Throws<ArgumentException>(() => model.Fit(new NDArray(values, [20, 400]), y, verbose: 0));
        Assert.Contains("row 17 has a NaN or an infinity at place 123", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, bool> Optimizers => new MatrixTheoryData<string, bool>(Optimizer.Known.Names, [false, true]);

    [Theory, MemberData(nameof(Optimizers))]
    public void What_no_gradient_moves_fades_to_zero_and_is_never_denormal(string name, bool decays)
    {
        Optimizer optimizer = name;
        if (decays) (optimizer.LearningRate, optimizer.WeightDecay, optimizer.UseEma, optimizer.EmaMomentum) = (0.1, 0.5, true, 0.9);
        var model = new Sequential([new Dense(16, inputShape: [2]), new Dense(1)], seed: 1);
        model.Compile(optimizer, "mae");
        model.TrainOnBatch(new float[,] { { 1, 1 } }, new float[] { 1 });
        // The second input's weights have seen one gradient, two thousand steps ago.
        NDArray without = new([.. Enumerable.Range(0, 2000).SelectMany(_ => (float[])[1, 0])], [2000, 2]), y = NDArray.Zeros([2000]) + 1;
        model.Fit(without, y, batchSize: 1, verbose: 0);
        Assert.DoesNotContain(model.Weights.Concat(optimizer.Slots).SelectMany(variable => variable.Values.ToArray()), value => value != 0 && Math.Abs(value) < 1e-30f);
    }

    private static (NDArray X, NDArray Y) MostlyZeros(int rows, int width)
    {
        var random = new Random(8);
        var x = new float[rows, width];
        var y = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            y[row] = random.Next(3);
            for (int i = 0; i < 12; i++) x[row, random.Next(width)] = random.NextSingle();
        }
        return (x, y);
    }
}
