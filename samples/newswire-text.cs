#:project ../src/Keratin/Keratin.csproj

// From raw text to a trained classifier: the Reuters newswires as plain text, a vocabulary learnt from those for training,
// and a network on the rows that TextVectorization makes of them.
//
//     dotnet run samples/newswire-text.cs
//     dotnet run samples/newswire-text.cs --seed 7
//
// The data are looked for in the folder of the environment variable KERATIN_DATASETS, then where Python's Keras keeps
// them (~/.keras/datasets), and downloaded there if they are nowhere.
using System.Diagnostics;
using System.Globalization;
using Keratin;

int seed = 42;
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)) i++;
    else
    {
        Console.Error.WriteLine($"Unknown argument \"{args[i]}\". Usage: dotnet run samples/newswire-text.cs --seed 7");
        return 2;
    }
}
RandomSeed.Default = seed;

try
{
    var (train, test) = Reuters.LoadData();
    Run(train, test, Reuters.GetWordIndex());
}
catch (FileNotFoundException missing)
{
    Console.WriteLine(missing.Message);
    Console.WriteLine();
    Console.WriteLine("*** NOT THE REUTERS DATA: a generated stand-in of the same shape follows. Its accuracy means nothing. ***");
    Console.WriteLine();
    var (train, test) = Reuters.StandIn(numWords: 30_000);
    Run(train, test, Reuters.StandInWordIndex());
}
return 0;

static void Run(LabeledSequences train, LabeledSequences test, WordIndex words)
{
    // The dataset comes as word numbers; as texts they are what a program of your own would read from files.
    string[] trainTexts = [.. train.X.Select(sequence => words.Decode(sequence))];
    string[] testTexts = [.. test.X.Select(sequence => words.Decode(sequence))];
    Console.WriteLine(trainTexts[0][..Math.Min(120, trainTexts[0].Length)]);

    foreach (string mode in (string[])["multi_hot", "tf_idf"])
    {
        // The 10,000 most frequent words of the texts for training, and the words that are not among them as one more.
        var vectorize = new TextVectorization(maxTokens: 10_000, outputMode: mode);
        var watch = Stopwatch.StartNew();
        vectorize.Adapt(trainTexts);
        NDArray xTrain = vectorize.Call(trainTexts), xTest = vectorize.Call(testTexts);
        double characters = trainTexts.Sum(text => text.Length) * 2 + testTexts.Sum(text => text.Length);
        Console.WriteLine($"{mode}: {vectorize.VocabularySize} words, the most frequent are {string.Join(", ", vectorize.GetVocabulary()[1..6])}");
        Console.WriteLine($"{characters / 1e6:F0} million characters read in {watch.ElapsedMilliseconds} ms; rows are {xTrain.Shape}, {xTrain.Density:P2} of them not zero");

        var model = new Sequential(
            new Dense(64, activation: "relu"),
            new Dense(64, activation: "relu"),
            new Dense(46, activation: "softmax"));
        model.Compile(optimizer: "rmsprop", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        model.Fit(xTrain[1000..], train.Y[1000..], batchSize: 512, epochs: 9, verbose: 0, validationData: (xTrain[..1000], train.Y[..1000]));
        Console.WriteLine($"{mode}: test accuracy {model.Evaluate(xTest, test.Y)["accuracy"]:F4}");
    }
}
