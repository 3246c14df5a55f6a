#:project ../src/Keratin/Keratin.csproj
#:project ../src/Keratin.Plots/Keratin.Plots.csproj

// The Boston house prices of the classic Keras book: 506 suburbs, 13 measurements each, the median price in thousands
// of dollars. So few rows that one validation set would be luck: k-fold validation takes turns.
//
//     dotnet run samples/boston.cs
//     dotnet run samples/boston.cs --seed 7
//
// The table is part of the library. One of its columns, B, was made from the share of Black residents on the assumption
// that it bears on prices; read the notes of BostonHousing, and use dropB: true for anything but learning.
using System.Globalization;
using Keratin;

int seed = 42;
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)) i++;
    else
    {
        Console.Error.WriteLine($"Unknown argument \"{args[i]}\". Usage: dotnet run samples/boston.cs --seed 7");
        return 2;
    }
}
RandomSeed.Default = seed;
Console.WriteLine($"Seed {seed}");

var (train, test) = BostonHousing.LoadData();
Console.WriteLine($"Data: the Boston housing table of 1978, {train.X.Length} rows to train on, {test.X.Length} to test on");

// Features on one scale: mean 0, spread 1. Both come from the training rows alone.
var mean = train.X.Mean(axis: 0);
var std = train.X.Std(axis: 0);
var xTrain = (train.X - mean) / std;
var xTest = (test.X - mean) / std;

Sequential BuildModel()
{
    var model = new Sequential(
        new Dense(64, activation: "relu"),
        new Dense(64, activation: "relu"),
        new Dense(1));
    model.Compile(optimizer: "rmsprop", loss: "mse", metrics: ["mae"]);
    return model;
}

Console.WriteLine();
Console.WriteLine("Four folds, one epoch each: mean absolute error in thousands of dollars");
var folds = CrossValidation.KFold(BuildModel, xTrain, train.Y, k: 4, epochs: 1, batchSize: 1);
Console.WriteLine($"{string.Join(", ", folds.Scores["mae"])} mean {folds.Mean["mae"]:F3}");

// The book scales all 404 rows before it cuts the folds, so each fold's held-out rows have had a say in the mean and
// the spread: a small leak. Without it, each fold is scaled by its own training rows.
Console.WriteLine();
Console.WriteLine("The same without the leak: each fold scaled by its own training rows");
var clean = CrossValidation.KFold(fold =>
{
    var foldMean = fold.X.Mean(axis: 0);
    var foldStd = fold.X.Std(axis: 0);
    fold.Transform = rows => (rows - foldMean) / foldStd;
    return BuildModel();
}, train.X, train.Y, k: 4, epochs: 1, batchSize: 1);
Console.WriteLine($"{string.Join(", ", clean.Scores["mae"])} mean {clean.Mean["mae"]:F3}");

// How long should it train? Long enough to overfit, to see where that begins.
Console.WriteLine();
Console.WriteLine("Four folds, 500 epochs each");
var longRun = CrossValidation.KFold(BuildModel, xTrain, train.Y, k: 4, epochs: 500, batchSize: 1);
var curve = Plots.Series("Validation MAE, mean of 4 folds", longRun.MeanHistory["val_mae"]);
curve.Save("boston-mae.png");
var smoothed = curve.Skip(10).Smooth(0.9);
smoothed.Save("boston-mae-smoothed.png");
int best = longRun.BestEpoch("val_mae") + 1;
int epochs = smoothed.BestEpoch!.Value + 1;
Console.WriteLine($"Curves in boston-mae.png and boston-mae-smoothed.png. Best epoch {best}; of the smoothed curve {epochs}.");

// The final model: all training rows, as many epochs as the smoothed curve says.
Console.WriteLine();
var model = BuildModel();
model.Fit(xTrain, train.Y, epochs: epochs, batchSize: 1, verbose: 0);
{
    var (mse, mae) = model.Evaluate(xTest, test.Y);
    Console.WriteLine($"Batch size 1, {epochs} epochs: test mse {mse:F3}, test mae {mae:F3}: off by {mae * 1000:F0} dollars on average.");
}

// The book ends with batches of 16, which are smoother and need more epochs.
var book = BuildModel();
book.Fit(xTrain, train.Y, epochs: 130, batchSize: 16, verbose: 0);
{
    var (mse, mae) = book.Evaluate(xTest, test.Y);
    Console.WriteLine($"Batch size 16, 130 epochs: test mse {mse:F3}, test mae {mae:F3}: off by {mae * 1000:F0} dollars on average.");
}
Console.WriteLine($"The first test house: predicted {(float)book.Predict(xTest[..1])[0, 0]:F1}, in truth {(float)test.Y[0]:F1}.");
return 0;
