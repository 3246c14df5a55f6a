namespace Keratin.Cli.Demos;

/// <summary>The newswires of the classic Keras book: 46 topics, one to be told of each.</summary>
internal sealed class ReutersDemo
{
    private const int Words = 10_000, Topics = 46, HeldOut = 1_000, Epochs = 9, NarrowEpochs = 20;

    private readonly DemoOptions _options;
    private readonly Screen _screen;
    private readonly Narrator _narrator;

    private ReutersDemo(DemoOptions options, Screen screen) => (_options, _screen, _narrator) = (options, screen, new Narrator(screen, options.Json));

    /// <summary>Runs the demo.</summary>
    public static void Run(DemoOptions options, Screen screen) => new ReutersDemo(options, screen).Run();

    private void Run()
    {
        (LabeledSequences train, LabeledSequences test, WordIndex words, bool isStandIn) = Load();
        _narrator.Step("The data", $"{(isStandIn ? "This is a stand-in of the shape of the Reuters newswires, and what is reached on it means nothing. " : "")}Reuters sent {Quantity.Of(train.X.Length + test.X.Length)} short newswires in 1987, each about one of {Topics} topics. {Quantity.Of(train.X.Length)} are here to learn from, {Quantity.Of(test.X.Length)} are kept for the test. A newswire is a row of numbers, one for each word: the more frequent the word, the smaller its number. Only the {Quantity.Of(Words)} most frequent words are kept. The first, turned back into words (? is a word that is too rare):");
        _narrator.Cite(words.Decode(train.X[0]));
        _narrator.Say($"Its topic is number {train.Y[0]}: {Reuters.LabelNames[train.Y[0]]}.");

        _narrator.Step("Rows of one length", $"A network takes rows of one length. So each newswire becomes a row of {Quantity.Of(Words)} zeros and ones, with a one for every word that is in it, and each topic a row of {Topics} with a single one. Most of it is zeros; only the ones are stored.");
        NDArray xTrain = Encode.MultiHot(train.X, Words), xTest = Encode.MultiHot(test.X, Words);
        NDArray yTrain = Encode.ToCategorical(train.Y, Topics), yTest = Encode.ToCategorical(test.Y, Topics);

        _narrator.Step("The network", $"Two layers of 64 units look for patterns of words; the last has a unit for each topic, and its softmax turns the {Topics} numbers into probabilities. 64 and not fewer, because what a narrow layer drops no later layer brings back.");
        Sequential model = Network(64);
        _narrator.Summary(model);

        _narrator.Step("Training", $"{Quantity.Of(HeldOut)} newswires are held out, to see when the network begins to learn the others by heart: then the loss on those it trains on still falls while the validation loss rises. {Epochs} times (epochs) through the rest, in batches of 512.");
        History history = _narrator.Train(Epochs, ["loss", "accuracy", "val_loss", "val_accuracy"], callbacks => Fit(model, Epochs, 512, callbacks));
        _narrator.Say($"The validation loss was lowest after epoch {history.BestEpoch() + 1} of {Epochs}.");
        string? plot = _options.Plot is null ? null : history.Plot().Save(_options.Plot);
        if (plot is not null) _narrator.Say($"The curves are in {plot}.");

        Evaluation results = model.Evaluate(xTest, yTest);
        double chance = Chance(test.Y);
        _narrator.Step("The test", FormattableString.Invariant($"Of {test.X.Length:N0} newswires that it has never seen, the network tells the topic of {100 * results["accuracy"]:F1} % (loss {results.Loss:F4}). Drawing topics at random, as often as they come, would be right in {100 * chance:F0} % of the cases."));

        NDArray probabilities = model.Predict(xTest[..1]);
        (int Topic, double Probability)[] top = [.. Enumerable.Range(0, Topics).Select(topic => (topic, (double)probabilities[0, topic])).OrderByDescending(one => one.Item2).Take(3)];
        _narrator.Step("One newswire", "The first of the test, in words, and the three topics that the network thinks most likely:");
        _narrator.Cite(words.Decode(test.X[0]));
        _narrator.Tabulate(TableOf(top));
        _narrator.Say($"In truth it is about {Reuters.LabelNames[test.Y[0]]}.");

        _narrator.Step("Too narrow a layer", $"The same network with 4 units in the middle: {Topics} topics do not fit through 4 numbers, even after {NarrowEpochs} epochs.");
        Sequential narrow = Network(4);
        _narrator.Train(["Narrow network"], NarrowEpochs, (train.X.Length - HeldOut + 127) / 128, callback => Fit(narrow, NarrowEpochs, 128, [callback()]));
        double narrowAccuracy = narrow.Evaluate(xTest, yTest)["accuracy"];
        _narrator.Say(FormattableString.Invariant($"It is right in {100 * narrowAccuracy:F1} %, instead of {100 * results["accuracy"]:F1} %."));
        if (_options.Json) WriteJson(isStandIn, results, chance, narrowAccuracy, words.Decode(test.X[0]), test.Y[0], top, plot);

        History Fit(Sequential network, int epochs, int batchSize, IReadOnlyList<Callback> callbacks) => network.Fit(xTrain[HeldOut..], yTrain[HeldOut..], batchSize: batchSize, epochs: epochs, verbose: 0,
            validationData: (xTrain[..HeldOut], yTrain[..HeldOut]), callbacks: callbacks, cancellationToken: _options.Cancellation);
    }

    private (LabeledSequences Train, LabeledSequences Test, WordIndex Words, bool IsStandIn) Load()
    {
        try
        {
            (LabeledSequences train, LabeledSequences test) = Reuters.Load(null, new SequenceOptions(Words, 0, null, 0.2, 113, 1, 2, 3), _options.Host);
            return (train, test, Reuters.LoadWords(null, _options.Host), false);
        }
        catch (FileNotFoundException missing)
        {
            _screen.Error.WriteLine(missing.Message);
            _screen.Error.WriteLine();
            _screen.Error.WriteLine("*** NOT THE REUTERS DATA: a generated stand-in of the same shape follows. Its accuracy means nothing. ***");
            _screen.Error.WriteLine();
            (LabeledSequences train, LabeledSequences test) = Reuters.StandIn(Words);
            return (train, test, Reuters.StandInWordIndex(), true);
        }
    }

    private Sequential Network(int middle)
    {
        var model = new Sequential([new Dense(64, activation: "relu", inputShape: [Words]), new Dense(middle, activation: "relu"), new Dense(Topics, activation: "softmax")], seed: _options.Seed);
        model.Compile(optimizer: "rmsprop", loss: "categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    // Each topic is drawn as often as it comes, and is right as often as it comes.
    private static double Chance(int[] labels) => labels.GroupBy(label => label).Sum(topic => Math.Pow((double)topic.Count() / labels.Length, 2));

    private static TextTable TableOf((int Topic, double Probability)[] top)
    {
        const int cells = 40;
        var table = new TextTable(3, "Topic", " Probability", "");
        foreach ((int topic, double probability) in top)
            table.Add(Reuters.LabelNames[topic], FormattableString.Invariant($"{100 * probability:F1} %"), new string('━', (int)Math.Round(cells * probability)));
        return table;
    }

    private void WriteJson(bool isStandIn, Evaluation results, double chance, double narrow, string text, int truth, (int Topic, double Probability)[] top, string? plot) => _screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("dataset", "reuters");
        json.WriteBoolean("stand_in", isStandIn);
        json.WriteNumber("seed", _options.Seed);
        json.WriteNumber("epochs", Epochs);
        json.WriteNumber("test_loss", results.Loss);
        json.WriteNumber("test_accuracy", results["accuracy"]);
        json.WriteNumber("chance_accuracy", chance);
        json.WriteNumber("narrow_test_accuracy", narrow);
        json.WriteStartObject("example");
        json.WriteString("text", text);
        json.WriteString("truth", Reuters.LabelNames[truth]);
        json.WriteObjects("predictions", top, guess =>
        {
            json.WriteString("topic", Reuters.LabelNames[guess.Topic]);
            json.WriteNumber("probability", guess.Probability);
        });
        json.WriteEndObject();
        json.WriteString("plot", plot);
        json.WriteEndObject();
    });
}
