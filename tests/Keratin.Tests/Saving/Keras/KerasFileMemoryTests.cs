namespace Keratin.Tests;

/// <summary>How much memory reading a model takes: counted is all that is taken, which is more than what is held at any one time.</summary>
public sealed class KerasFileMemoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // The model's weights are made twice, the second time by the seed in the file, when the first are forgotten.
    [InlineData("m.keras", 3)]
    [InlineData("w.weights.h5", 1)]
    // All arrays, and a copy of each as numbers of 32 bits.
    [InlineData("w.safetensors", 2)]
    public void A_model_takes_memory_in_proportion_to_its_file(string name, int times)
    {
        Sequential model = Network();
        string path = _folder.Path(name);
        if (name == "m.keras") model.Save(path);
        else model.SaveWeights(path);
        Sequential other = Network();
        long length = new FileInfo(path).Length, before = GC.GetAllocatedBytesForCurrentThread();
        if (name == "m.keras") Model.Load(path);
        else other.LoadWeights(path);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(taken, length / 2, (16 << 20) + times * length);
    }

    private static Sequential Network() => new([new Dense(2000, inputShape: [2000]), new Dense(2000)], seed: 1);
}
