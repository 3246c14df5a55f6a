#:project ../src/Keratin/Keratin.csproj
#:project ../src/Keratin.Plots/Keratin.Plots.csproj

// The Reuters newswires of the classic Keras book: 11,228 short news stories, 46 topics, one topic each.
//
//     dotnet run samples/reuters.cs
//     dotnet run samples/reuters.cs --seed 7
//
// The data are looked for in the folder of the environment variable KERATIN_DATASETS, then where Python's Keras keeps
// them (~/.keras/datasets), and downloaded there if they are nowhere.
using System.Globalization;
using Keratin;

int seed = 42;
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)) i++;
    else
    {
        Console.Error.WriteLine($"Unknown argument \"{args[i]}\". Usage: dotnet run samples/reuters.cs --seed 7");
        return 2;
    }
}
RandomSeed.Default = seed;
Console.WriteLine($"Seed {seed}");

try
{
    // Each newswire is a list of word numbers; 10,000 keeps the most frequent words.
    var (train, test) = Reuters.LoadData(numWords: 10_000);
    WordIndex words = Reuters.GetWordIndex();
    Console.WriteLine("Data: the Reuters newswires, as Keras splits them");
    Run(train, test, words);
}
catch (FileNotFoundException missing)
{
    Console.WriteLine(missing.Message);
    Console.WriteLine();
    Console.WriteLine("*** NOT THE REUTERS DATA: a generated stand-in of the same shape follows. Its accuracy means nothing. ***");
    Console.WriteLine();
    var (train, test) = Reuters.StandIn(numWords: 10_000);
    Run(train, test, Reuters.StandInWordIndex());
}
return 0;

static void Run(LabeledSequences train, LabeledSequences test, WordIndex words)
{
    Console.WriteLine($"{train.X.Length} newswires to train on, {test.X.Length} to test on. The first, decoded:");
    Console.WriteLine(words.Decode(train.X[0]));
    Console.WriteLine($"Topic {train.Y[0]}: {Reuters.LabelNames[train.Y[0]]}");
    Console.WriteLine();

    // A row of 10,000 zeros and ones per newswire. Only the ones are stored: some 6 MB instead of 360.
    var xTrain = Encode.MultiHot(train.X, 10_000);
    var xTest = Encode.MultiHot(test.X, 10_000);
    var yTrain = Encode.ToCategorical(train.Y, 46);
    var yTest = Encode.ToCategorical(test.Y, 46);

    var model = new Sequential(
        new Dense(64, activation: "relu", inputShape: [10_000]),
        new Dense(64, activation: "relu"),
        new Dense(46, activation: "softmax"));
    model.Compile(optimizer: "rmsprop", loss: "categorical_crossentropy", metrics: ["accuracy"]);
    model.Summary();

    // The first thousand newswires are held out, to see when the model begins to learn them by heart.
    History history = model.Fit(xTrain[1000..], yTrain[1000..], batchSize: 512, epochs: 9,
        validationData: (xTrain[..1000], yTrain[..1000]));
    var results = model.Evaluate(xTest, yTest);
    Console.WriteLine($"test loss {results["loss"]:F4}, test accuracy {results["accuracy"]:F4}");
    history.Plot().Save("reuters.png");
    Console.WriteLine($"Curves in reuters.png; the validation loss was best in epoch {history.BestEpoch() + 1}.");

    // One row of 46 probabilities per newswire.
    var predictions = model.Predict(xTest);
    Console.WriteLine($"{predictions[0].Shape} {predictions[0].Sum()} {predictions[0].ArgMax()}");
    Console.WriteLine($"The first test newswire is about {Reuters.LabelNames[predictions[0].ArgMax()]}, says the model; in truth about {Reuters.LabelNames[test.Y[0]]}.");
    Console.WriteLine();

    // The same with the topics as whole numbers. Only the loss has another name; and the first layer may leave out
    // inputShape, since the data tell. With the same seed it is the same training, to the last bit.
    var integers = new Sequential([
        new Dense(64, activation: "relu"),
        new Dense(64, activation: "relu"),
        new Dense(46, activation: "softmax")], seed: model.Seed);
    integers.Compile(optimizer: "rmsprop", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    integers.Fit(xTrain[1000..], train.Y[1000..], batchSize: 512, epochs: 9, verbose: 0,
        validationData: (xTrain[..1000], train.Y[..1000]));
    Console.WriteLine($"Integer labels:   test {integers.Evaluate(xTest, test.Y)}");

    // 46 topics do not fit through 4 numbers: what a narrow layer drops, no later layer brings back.
    var bottleneck = new Sequential(
        new Dense(64, activation: "relu"),
        new Dense(4, activation: "relu"),
        new Dense(46, activation: "softmax"));
    bottleneck.Compile(optimizer: "rmsprop", loss: "categorical_crossentropy", metrics: ["accuracy"]);
    bottleneck.Fit(xTrain[1000..], yTrain[1000..], batchSize: 128, epochs: 20, verbose: 0,
        validationData: (xTrain[..1000], yTrain[..1000]));
    Console.WriteLine($"A layer of four:  test {bottleneck.Evaluate(xTest, yTest)}");
}
