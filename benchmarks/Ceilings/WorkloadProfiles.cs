namespace Keratin.Benchmarks;

/// <summary>The training step of each workload, taken apart by <see cref="Model.Profile(NDArray, NDArray, int, int)"/>.</summary>
internal static class WorkloadProfiles
{
    public static (string Workload, Func<TrainingProfile> Profile)[] All { get; } =
    [
        ("W1-sparse", () => Reuters(sparse: true)),
        ("W1-dense-uncompressed", () => Reuters(sparse: false)),
        ("W2-20ep", () => BostonWorkload.MakeModel(seed: 1).Profile(Data.Floats("boston_x"), Data.Floats("boston_y"), batchSize: 1)),
        ("W3-mnist", () => MnistWorkload.MakeModel(seed: 1).Profile(Data.Floats("mnist_train_x"), Data.Integers("mnist_train_y"), batchSize: 128)),
    ];

    private static PeerData Data => new();

    private static TrainingProfile Reuters(bool sparse) =>
        ReutersWorkload.MakeModel(seed: 1, compressInputs: sparse).Profile(Data.MultiHot("train", sparse), Data.Topics("train"), batchSize: 512);
}
