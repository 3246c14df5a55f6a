namespace Keratin.Tests;

public sealed class CrossValidationErrorTests
{
    private static readonly NDArray X = new float[4, 3];
    private static readonly NDArray Y = new float[4];

    private static Sequential Build() => Build("mae");

    private static Sequential Build(params Metric[] metrics)
    {
        var model = new Sequential(new Dense(1));
        model.Compile(loss: "mse", metrics: metrics);
        return model;
    }

    private static Model Refuse() => throw new InvalidOperationException("A model was built before the arguments were checked.");

    private static void AssertRefused<T>(string expected, Action act) where T : Exception =>
        Assert.Equal(expected, Assert.Throws<T>(act).Message);

    [Fact]
    public void More_folds_than_rows_are_refused() => AssertRefused<ArgumentOutOfRangeException>(
        "k was 5 but there are only 4 rows: each fold needs at least one row, so k can be at most 4. (Parameter 'k')",
        () => CrossValidation.KFold(Refuse, X, Y, k: 5));

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-3)]
    public void Less_than_two_folds_are_refused(int k) => AssertRefused<ArgumentOutOfRangeException>(
        $"Cross-validation needs at least 2 folds, one to train on and one to measure, but k was {k}. (Parameter 'k')",
        () => CrossValidation.KFold(Refuse, X, Y, k));

    [Fact]
    public void Targets_that_are_not_one_per_row_are_refused() => AssertRefused<ArgumentException>(
        "x has 4 rows but y has 3: there must be one target per row. (Parameter 'y')",
        () => CrossValidation.KFold(Refuse, X, Y[..3], k: 2));

    [Fact]
    public void No_data_are_refused() => AssertRefused<ArgumentException>(
        "x holds no data: its shape is (0, 3). (Parameter 'x')",
        () => CrossValidation.KFold(Refuse, X[..0], Y[..0], k: 2));

    [Fact]
    public void A_single_number_is_refused() => AssertRefused<ArgumentException>(
        "y must have a row per sample but is a single number. (Parameter 'y')",
        () => CrossValidation.KFold(Refuse, X, Y[0], k: 2));

    [Fact]
    public void Zero_epochs_batches_and_threads_are_refused()
    {
        AssertRefused<ArgumentOutOfRangeException>("epochs must be at least 1 but was 0. (Parameter 'epochs')",
            () => CrossValidation.KFold(Refuse, X, Y, k: 2, epochs: 0));
        AssertRefused<ArgumentOutOfRangeException>("batchSize must be at least 1 but was 0. (Parameter 'batchSize')",
            () => CrossValidation.KFold(Refuse, X, Y, k: 2, batchSize: 0));
        AssertRefused<ArgumentOutOfRangeException>("maxParallelism must be at least 1 but was 0: leave it out to use all processors. (Parameter 'maxParallelism')",
            () => CrossValidation.KFold(Refuse, X, Y, k: 2, maxParallelism: 0));
    }

    [Fact]
    public void A_factory_that_returns_nothing_is_refused() => AssertRefused<InvalidOperationException>(
        "buildModel returned null for fold 2: it must return a new, compiled model.",
        () => CrossValidation.KFold((Fold fold) => fold.Index == 1 ? null! : Build(), X, Y, k: 2));

    [Fact]
    public void A_model_that_is_not_compiled_is_refused() => AssertRefused<InvalidOperationException>(
        "buildModel returned a model for fold 1 that is not compiled: call model.Compile(optimizer: \"rmsprop\", loss: …) before returning it.",
        () => CrossValidation.KFold(() => new Sequential(new Dense(1)), X, Y, k: 2));

    [Fact]
    public void The_same_model_for_two_folds_is_refused()
    {
        Sequential model = Build();
        AssertRefused<InvalidOperationException>(
            "buildModel returned a model for fold 2 that it had made for fold 1 already: each fold needs a new one, or it would have seen the rows it is measured by.",
            () => CrossValidation.KFold(() => model, X, Y, k: 2));
        Assert.Null(model.History);
    }

    [Fact]
    public void The_same_optimizer_for_two_folds_is_refused()
    {
        var optimizer = new RMSprop();
        AssertRefused<InvalidOperationException>(
            "buildModel compiled a model for fold 2 with the optimizer of fold 1: make a new optimizer inside buildModel, because it keeps values of the weights that it trains.",
            () => CrossValidation.KFold(() =>
            {
                Sequential model = Build();
                model.Compile(optimizer, loss: "mse");
                return model;
            }, X, Y, k: 2));
    }

    [Fact]
    public void Folds_with_other_metrics_are_refused() => AssertRefused<InvalidOperationException>(
        "buildModel compiled a model for fold 2 that reports loss, mse, but that of fold 1 reports loss, mae: scores can only be compared where all folds have the same.",
        () => CrossValidation.KFold(fold => Build(fold.Index == 0 ? "mae" : "mse"), X, Y, k: 2));

    [Fact]
    public void The_same_callback_for_two_folds_is_refused()
    {
        var callback = new Silent();
        AssertRefused<InvalidOperationException>(
            "callbacks returned a callback for fold 2 that it had made for fold 1 already: make new ones at each call, because a callback belongs to one training.",
            () => CrossValidation.KFold(Build, X, Y, k: 2, callbacks: () => [callback]));
        AssertRefused<InvalidOperationException>("One of the callbacks for fold 1 is null.",
            () => CrossValidation.KFold(Build, X, Y, k: 2, callbacks: () => [null!]));
    }

    [Fact]
    public void Data_that_do_not_fit_the_model_are_refused_with_the_row_of_the_whole_data()
    {
        NDArray broken = new float[,] { { 1, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 }, { 1, float.NaN, 1 } };
        AssertRefused<ArgumentException>(
            "x must be finite numbers, but row 3 has a NaN or an infinity at place 1: replace or leave out what is missing. (Parameter 'x')",
            () => CrossValidation.KFold(Build, broken, Y, k: 2));
    }

    [Fact]
    public void A_transform_that_loses_rows_is_refused()
    {
        AssertRefused<InvalidOperationException>(
            "The Transform of fold 1 was given inputs of shape (2, 3) and must return one row for each, but returned the shape (1, 3).",
            () => Transforming(rows => rows[..1]));
        AssertRefused<InvalidOperationException>(
            "The Transform of fold 1 was given inputs of shape (2, 3) and must return one row for each, but returned null.",
            () => Transforming(_ => null!));

        static void Transforming(Func<NDArray, NDArray> transform) => CrossValidation.KFold(fold =>
        {
            fold.Transform = transform;
            return Build();
        }, X, Y, k: 2, maxParallelism: 1);
    }

    [Fact]
    public void Splits_of_other_data_or_none_are_refused()
    {
        AssertRefused<ArgumentOutOfRangeException>("The split names row 9, but there are only 4 rows, numbered from 0: make the split for these data. (Parameter 'rows')",
            () => CrossValidation.Run(Refuse, X, Y, Splits.KFold(10, 2)));
        AssertRefused<ArgumentException>("splits holds no split: Splits.KFold(rows, k) makes some. (Parameter 'splits')", () => CrossValidation.Run(Refuse, X, Y, []));
    }

    private sealed class Silent : Callback;
}
