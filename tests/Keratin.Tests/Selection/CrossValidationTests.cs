namespace Keratin.Tests;

public sealed class CrossValidationTests
{
    private const int Rows = 42;

    // 42 rows: folds of 10 with k = 4, and two rows over.
    private static (NDArray X, NDArray Y) Data(bool sparse = false)
    {
        var random = new Random(7);
        int[][] columns = [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Range(0, 5).Where(_ => !sparse || random.Next(3) == 0).ToArray())];
        float[][] values = [.. columns.Select(row => row.Select(_ => random.NextSingle() * 4 - 1).ToArray())];
        NDArray x = NDArray.SparseFromRows(columns, 5, values);
        float[] y = [.. Enumerable.Range(0, Rows).Select(row => x[row].Sum() + 0.1f * random.NextSingle())];
        return (sparse ? x : x.ToDense(), y);
    }

    private static Sequential Build(int seed)
    {
        var model = new Sequential([new Dense(8, activation: "relu"), new Dropout(0.25f), new Dense(1)], seed);
        model.Compile(optimizer: "rmsprop", loss: "mse", metrics: ["mae"]);
        return model;
    }

    // A factory that keeps what it made, with another seed for each fold.
    private static Func<Model> Keeping(List<Model> models) => () =>
    {
        models.Add(Build(100 + models.Count));
        return models[^1];
    };

    private static float[][] WeightsOf(List<Model> models) => [.. models.SelectMany(model => model.GetWeights()).Select(weight => weight.ToArray())];

    private static void AssertSame(CrossValidationResult expected, CrossValidationResult actual)
    {
        Assert.Equal(expected.Scores.Keys, actual.Scores.Keys);
        foreach (string name in expected.Scores.Keys) Assert.Equal(expected.Scores[name], actual.Scores[name]);
        foreach ((History one, History other) in expected.Histories.Zip(actual.Histories, (one, other) => (one, other))) AssertSame(one, other);
    }

    private static void AssertSame(History expected, History actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        foreach (string name in expected.Names) Assert.Equal(expected[name], actual[name]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folds_side_by_side_give_the_bits_of_a_serial_run(bool sparse)
    {
        (NDArray x, NDArray y) = Data(sparse);
        List<Model> serialModels = [], parallelModels = [];
        CrossValidationResult serial = CrossValidation.KFold(Keeping(serialModels), x, y, k: 4, epochs: 3, batchSize: 4, maxParallelism: 1);
        CrossValidationResult parallel = CrossValidation.KFold(Keeping(parallelModels), x, y, k: 4, epochs: 3, batchSize: 4, maxParallelism: 4);
        AssertSame(serial, parallel);
        Assert.Equal(WeightsOf(serialModels), WeightsOf(parallelModels));
        Assert.Equal(4, serial.Scores["mae"].Distinct().Count());
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void The_hand_written_loop_gives_the_same_bits(bool sparse, bool shuffle)
    {
        (NDArray trainData, NDArray trainTargets) = Data(sparse);
        const int k = 4, epochs = 3;
        int numValSamples = trainData.Length / k;
        List<double> allLosses = [], allScores = [];
        List<Model> byHand = [];
        List<History> histories = [];
        for (int i = 0; i < k; i++)
        {
            NDArray valData = trainData[(i * numValSamples)..((i + 1) * numValSamples)];
            NDArray valTargets = trainTargets[(i * numValSamples)..((i + 1) * numValSamples)];
            NDArray partialTrainData = NDArray.Concatenate(trainData[..(i * numValSamples)], trainData[((i + 1) * numValSamples)..]);
            NDArray partialTrainTargets = NDArray.Concatenate(trainTargets[..(i * numValSamples)], trainTargets[((i + 1) * numValSamples)..]);
            Sequential model = Build(seed: 100 + i);
            byHand.Add(model);
            histories.Add(model.Fit(partialTrainData, partialTrainTargets, batchSize: 4, epochs: epochs, verbose: 0, validationData: (valData, valTargets), shuffle: shuffle));
            (double loss, double mae) = model.Evaluate(valData, valTargets);
            allLosses.Add(loss);
            allScores.Add(mae);
        }

        List<Model> models = [];
        CrossValidationResult folds = CrossValidation.KFold(Keeping(models), trainData, trainTargets, k, epochs, batchSize: 4, shuffle);
        Assert.Equal(allLosses, folds.Scores["loss"]);
        Assert.Equal(allScores, folds.Scores["mae"]);
        Assert.Equal(WeightsOf(byHand), WeightsOf(models));
        for (int i = 0; i < k; i++) AssertSame(histories[i], folds.Histories[i]);
    }

    [Fact]
    public void A_local_function_is_taken_for_the_factory_as_it_stands()
    {
        static Sequential BuildModel() => Build(seed: 1);
        static Sequential BuildForFold(Fold fold) => Build(fold.Index);
        (NDArray x, NDArray y) = Data();
        var folds = CrossValidation.KFold(BuildModel, x, y, k: 4, epochs: 1, batchSize: 1);
        Assert.Equal(4, folds.Scores["mae"].Count);
        Assert.Equal(3, CrossValidation.KFold(BuildForFold, x, y, k: 3).Histories.Count);
    }

    [Fact]
    public void Rows_that_are_left_over_are_trained_on_in_every_fold()
    {
        NDArray numbers = Enumerable.Range(0, 11).ToArray();
        List<float[]> inputs = [], targets = [];
        CrossValidation.KFold(fold =>
        {
            inputs.Add(fold.X.ToArray());
            targets.Add(fold.Y.ToArray());
            return Build(fold.Index);
        }, numbers, numbers, k: 3);
        Assert.Equal([[3, 4, 5, 6, 7, 8, 9, 10], [0, 1, 2, 6, 7, 8, 9, 10], [0, 1, 2, 3, 4, 5, 9, 10]], inputs);
        Assert.Equal(inputs, targets);
    }

    [Fact]
    public void With_as_many_folds_as_rows_each_row_is_held_out_once()
    {
        (NDArray x, NDArray y) = Data();
        List<Model> models = [];
        CrossValidationResult folds = CrossValidation.KFold(Keeping(models), x[..6], y[..6], k: 6);
        for (int i = 0; i < 6; i++) Assert.Equal(models[i].Evaluate(x[i..(i + 1)], y[i..(i + 1)]).Loss, folds.Scores["loss"][i]);
    }

    [Fact]
    public void A_scaler_fitted_inside_the_fold_equals_the_one_written_by_hand()
    {
        (NDArray x, NDArray y) = Data();
        List<double> byHand = [];
        for (int i = 0; i < 4; i++)
        {
            NDArray training = NDArray.Concatenate(x[..(i * 10)], x[(i * 10 + 10)..]);
            NDArray targets = NDArray.Concatenate(y[..(i * 10)], y[(i * 10 + 10)..]);
            (NDArray mean, NDArray std) = (training.Mean(axis: 0), training.Std(axis: 0));
            Sequential model = Build(seed: i);
            model.Fit((training - mean) / std, targets, batchSize: 4, epochs: 2, verbose: 0);
            byHand.Add(model.Evaluate((x[(i * 10)..(i * 10 + 10)] - mean) / std, y[(i * 10)..(i * 10 + 10)])["mae"]);
        }
        var folds = CrossValidation.KFold(fold =>
        {
            (NDArray mean, NDArray std) = (fold.X.Mean(axis: 0), fold.X.Std(axis: 0));
            fold.Transform = rows => (rows - mean) / std;
            return Build(fold.Index);
        }, x, y, k: 4, epochs: 2, batchSize: 4);
        Assert.Equal(byHand, folds.Scores["mae"]);
    }

    [Fact]
    public void A_transform_may_look_at_the_training_rows_as_late_as_it_runs()
    {
        (NDArray x, NDArray y) = Data();
        CrossValidationResult late = CrossValidation.KFold(fold =>
        {
            fold.Transform = rows => rows - fold.X.Mean(axis: 0);
            return Build(fold.Index);
        }, x, y, k: 2);
        CrossValidationResult early = CrossValidation.KFold(fold =>
        {
            NDArray mean = fold.X.Mean(axis: 0);
            fold.Transform = rows => rows - mean;
            return Build(fold.Index);
        }, x, y, k: 2);
        AssertSame(early, late);
    }

    [Fact]
    public void A_transform_may_mend_what_a_model_cannot_take()
    {
        (NDArray x, NDArray y) = Data();
        float[] values = x.ToArray();
        values[3] = float.NaN;
        CrossValidationResult folds = CrossValidation.KFold(fold =>
        {
            fold.Transform = rows => new NDArray([.. rows.ToArray().Select(value => float.IsNaN(value) ? 0 : value)], rows.Shape);
            return Build(fold.Index);
        }, new NDArray(values, x.Shape), y, k: 2);
        Assert.All(folds.Scores["loss"], loss => Assert.True(double.IsFinite(loss)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_splits_are_trained_on_and_judged_by(bool sparse)
    {
        (NDArray x, NDArray y) = Data(sparse);
        IReadOnlyList<Split> splits = [Splits.TrainTest(Rows, 0.3, seed: 1), new Split([5, 3, 1], [0, 2])];
        CrossValidationResult result = CrossValidation.Run(fold => Build(seed: 100 + fold.Index), x, y, splits, epochs: 2, batchSize: 4);
        for (int i = 0; i < splits.Count; i++)
        {
            ((NDArray xTrain, NDArray xTest), (NDArray yTrain, NDArray yTest)) = (splits[i].Apply(x), splits[i].Apply(y));
            Sequential model = Build(seed: 100 + i);
            model.Fit(xTrain, yTrain, batchSize: 4, epochs: 2, verbose: 0);
            Assert.Equal(model.Evaluate(xTest, yTest)["mae"], result.Scores["mae"][i]);
        }
    }
}
