namespace Keratin.Cli.Demos;

/// <summary>The house prices of the classic Keras book: few rows, so that folds take turns at validation.</summary>
internal sealed class BostonDemo
{
    private const int Folds = 4, LongEpochs = 500, Examples = 3;
    private const double Smoothing = 0.9;

    private readonly DemoOptions _options;
    private readonly Screen _screen;
    private readonly Narrator _narrator;

    private BostonDemo(DemoOptions options, Screen screen) => (_options, _screen, _narrator) = (options, screen, new Narrator(screen, options.Json));

    /// <summary>Runs the demo.</summary>
    public static void Run(DemoOptions options, Screen screen) => new BostonDemo(options, screen).Run();

    private void Run()
    {
        (LabeledRows train, LabeledRows test) = BostonHousing.LoadData();
        _narrator.Step("The data", $"{train.X.Length} districts of Boston in the 1970s to learn from and {test.X.Length} for the test, each with {train.X.Shape[1]} measurements: crime, rooms, taxes, distance to work. What is asked for is the median price of its houses, in thousands of dollars. The column B was made from the share of Black residents on a premise that is unsound and harmful: the table is good for learning how this is done, and for nothing else.");

        _narrator.Step("One scale", "A crime rate of 0.02 and a tax of 400 do not go together well. From each measurement its mean is taken, and the rest divided by its spread; both come from the training rows alone.");
        NDArray mean = train.X.Mean(axis: 0), spread = train.X.Std(axis: 0);
        NDArray xTrain = (train.X - mean) / spread, xTest = (test.X - mean) / spread;

        _narrator.Step("The network", "With so few rows a large network would learn them by heart, so it is small: two layers of 64 units, and a last one that gives a plain number, the price.");
        _narrator.Summary(Network());

        _narrator.Step("How long to train", $"A validation set of so few rows would be luck, so {Folds} folds take turns: each is left out once while a network is trained on the others, {LongEpochs} times through its rows, one row at a time. It is trained far too long on purpose, to see where it gets worse.");
        CrossValidationResult folds = _narrator.Train([.. Enumerable.Range(1, Folds).Select(fold => $"Fold {fold}")], LongEpochs, train.X.Length * (Folds - 1) / Folds,
            callback => CrossValidation.KFold(Network, xTrain, train.Y, k: Folds, epochs: LongEpochs, batchSize: 1, callbacks: () => [callback()], cancellationToken: _options.Cancellation));
        _narrator.Tabulate(TableOf(folds));
        CurvePlot curve = Plots.Series($"Validation MAE, mean of {Folds} folds, smoothed", folds.MeanHistory["val_mae"]).Skip(10).Smooth(Smoothing);
        int epochs = curve.BestEpoch!.Value + 1;
        _narrator.Say($"The mean of the folds, smoothed because it jumps, is best after {epochs} epochs: from there on the networks learn their rows by heart.");
        string? plot = _options.Plot is null ? null : curve.Save(_options.Plot);
        if (plot is not null) _narrator.Say($"The curve is in {plot}.");

        _narrator.Step("The final network", $"A new network learns from all {train.X.Length} rows, for {epochs} epochs.");
        Sequential model = Network();
        _narrator.Train(epochs, ["loss", "mae"], callbacks => model.Fit(xTrain, train.Y, epochs: epochs, batchSize: 1, verbose: 0, callbacks: callbacks, cancellationToken: _options.Cancellation));

        (double mse, double mae) = model.Evaluate(xTest, test.Y);
        _narrator.Step("The test", FormattableString.Invariant($"On the {test.X.Length} districts that it has never seen it is off by {Dollars(mae)} on average (mean squared error {mse:F2}). Always guessing the mean price of the training rows would be off by {Dollars(BaselineError(train.Y, test.Y))}. The first of them:"));
        NDArray predicted = model.Predict(xTest[..Examples]);
        (double Predicted, double Truth)[] examples = [.. Enumerable.Range(0, Examples).Select(row => ((double)predicted[row, 0], (double)test.Y[row].Item()))];
        _narrator.Tabulate(TableOf(examples));
        if (_options.Json) WriteJson(folds, epochs, mse, mae, examples, plot);
    }

    private Sequential Network()
    {
        var model = new Sequential([new Dense(64, activation: "relu", inputShape: [BostonHousing.FeatureNames.Count]), new Dense(64, activation: "relu"), new Dense(1)], seed: _options.Seed);
        model.Compile(optimizer: "rmsprop", loss: "mse", metrics: ["mae"]);
        return model;
    }

    private static double BaselineError(NDArray train, NDArray test)
    {
        double mean = train.Mean();
        return test.ToArray().Average(price => Math.Abs(price - mean));
    }

    private static TextTable TableOf(CrossValidationResult folds)
    {
        var table = new TextTable(4, " Fold", " Best error", " after epoch", " Error at the end");
        foreach ((int fold, History history) in folds.Histories.Index())
        {
            int best = history.BestEpoch("val_mae");
            table.Add(Quantity.Of(fold + 1), Dollars(history["val_mae"][best]), Quantity.Of(best + 1), Dollars(history["val_mae"][^1]));
        }
        return table;
    }

    private static TextTable TableOf((double Predicted, double Truth)[] examples)
    {
        var table = new TextTable(2, " Predicted", " In truth");
        foreach ((double predicted, double truth) in examples) table.Add(Dollars(predicted), Dollars(truth));
        return table;
    }

    private static string Dollars(double thousands) => FormattableString.Invariant($"${1000 * thousands:N0}");

    private void WriteJson(CrossValidationResult folds, int epochs, double mse, double mae, (double Predicted, double Truth)[] examples, string? plot) => _screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("dataset", "boston");
        json.WriteNumber("seed", _options.Seed);
        json.WriteStartArray("fold_mae");
        foreach (double score in folds.Scores["mae"]) json.WriteNumberValue(score);
        json.WriteEndArray();
        json.WriteNumber("epochs", epochs);
        json.WriteNumber("test_mse", mse);
        json.WriteNumber("test_mae", mae);
        json.WriteObjects("predictions", examples, example =>
        {
            json.WriteNumber("predicted", example.Predicted);
            json.WriteNumber("truth", example.Truth);
        });
        json.WriteString("plot", plot);
        json.WriteEndObject();
    });
}
