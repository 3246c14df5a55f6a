namespace Keratin.Benchmarks;

/// <summary>W1: 7982 multi-hot rows of 10,000 words into 46 topics, nine epochs in batches of 512, validated after each.</summary>
internal static class ReutersWorkload
{
    private const int BatchSize = 512;
    private const int Epochs = 9;

    public static void Run(PeerData data, bool sparse, bool compressInputs = true)
    {
        (NDArray x, NDArray y) = (data.MultiHot("train", sparse), data.Topics("train"));
        (NDArray X, NDArray Y) held = (data.MultiHot("val", sparse), data.Topics("val"));
        Fit(MakeModel(seed: 1, compressInputs), x, y, held, epochs: 1);
        var fits = new List<double>();
        Sequential model = MakeModel(seed: 2, compressInputs);
        for (int repeat = 0; repeat < PeerSettings.Repeats; repeat++)
        {
            model = MakeModel(seed: 2 + repeat, compressInputs);
            fits.Add(Timings.Of(() => Fit(model, x, y, held, Epochs)));
        }
        int steps = Epochs * ((x.Length + BatchSize - 1) / BatchSize);
        double accuracy = model.Evaluate(data.MultiHot("test", sparse), data.Topics("test"), batchSize: BatchSize)["accuracy"];
        PeerRow.PrintFits(sparse ? "W1-sparse" : compressInputs ? "W1-dense" : "W1-dense-uncompressed", fits, steps, accuracy);
    }

    /// <summary>A model after the nine epochs.</summary>
    public static Sequential Trained(PeerData data, bool sparse)
    {
        Sequential model = MakeModel(seed: 1);
        Fit(model, data.MultiHot("train", sparse), data.Topics("train"), validationData: null, Epochs);
        return model;
    }

    private static void Fit(Sequential model, NDArray x, NDArray y, (NDArray X, NDArray Y)? validationData, int epochs) =>
        model.Fit(x, y, batchSize: BatchSize, epochs: epochs, verbose: 0, validationData: validationData);

    public static Sequential MakeModel(int seed, bool compressInputs = true)
    {
        var model = new Sequential(
            [
                new Dense(64, activation: "relu", inputShape: [10_000]),
                new Dense(64, activation: "relu"),
                new Dense(46, activation: "softmax"),
            ],
            seed)
        { Threads = PeerSettings.Threads, CompressInputs = compressInputs };
        model.Compile(optimizer: "rmsprop", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }
}
