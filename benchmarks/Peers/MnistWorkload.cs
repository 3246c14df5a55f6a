namespace Keratin.Benchmarks;

/// <summary>W3: 60,000 rows of 784 pixels into ten digits, five epochs in batches of 128.</summary>
internal static class MnistWorkload
{
    private const int BatchSize = 128;
    private const int Epochs = 5;

    public static void Run(PeerData data)
    {
        (NDArray x, NDArray y) = (data.Floats("mnist_train_x"), data.Integers("mnist_train_y"));
        MakeModel(seed: 1).Fit(x, y, batchSize: BatchSize, epochs: 1, verbose: 0);
        var fits = new List<double>();
        Sequential model = MakeModel(seed: 2);
        for (int repeat = 0; repeat < Math.Max(1, PeerSettings.Repeats - 1); repeat++)
        {
            model = MakeModel(seed: 2 + repeat);
            fits.Add(Timings.Of(() => model.Fit(x, y, batchSize: BatchSize, epochs: Epochs, verbose: 0)));
        }
        int steps = Epochs * ((x.Length + BatchSize - 1) / BatchSize);
        double accuracy = model.Evaluate(data.Floats("mnist_test_x"), data.Integers("mnist_test_y"))["accuracy"];
        PeerRow.PrintFits("W3-mnist", fits, steps, accuracy);
    }

    public static Sequential MakeModel(int seed)
    {
        var model = new Sequential([new Dense(512, activation: "relu", inputShape: [784]), new Dense(10, activation: "softmax")], seed)
        {
            Threads = PeerSettings.Threads,
        };
        model.Compile(optimizer: "rmsprop", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }
}
