using BenchmarkDotNet.Attributes;

namespace Keratin.Benchmarks;

/// <summary>Training the Boston network, 13-64-64-1 with RMSprop, one row at a time, through <c>Fit</c>.</summary>
[MemoryDiagnoser]
public class BostonStepBenchmarks
{
    private const int Rows = 10_000;

    private readonly Sequential _model = new([new Dense(64, activation: "relu"), new Dense(64, activation: "relu"), new Dense(1)], seed: 1);
    private NDArray _x = null!;
    private NDArray _y = null!;

    /// <summary>Makes rows and targets, and trains once.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Rows * 13).Select(_ => random.NextSingle() - 0.5f)];
        _x = new NDArray(x, Shape.Create(Rows, 13));
        _y = Enumerable.Range(0, Rows).Select(row => x[row * 13] + x[row * 13 + 1]).ToArray();
        _model.Compile(optimizer: "rmsprop", loss: "mse");
        Epoch();
    }

    /// <summary>An epoch of steps; the time and the memory are those of one step.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public History Epoch() => _model.Fit(_x, _y, batchSize: 1, verbose: 0);
}
