using BenchmarkDotNet.Attributes;
using Keratin.Core;

namespace Keratin.Benchmarks;

/// <summary>Softmax over 46 classes, and its cross-entropy with labels, of 512 rows on one thread.</summary>
public class SoftmaxBenchmarks
{
    private const int Rows = 512;
    private const int Classes = 46;

    private MicroPlan _softmax = null!;
    private MicroPlan _loss = null!;

    /// <summary>Makes the logits.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var logits = new Node(new Core.Placeholder("logits", Shape.Create(Shape.Batch, Classes)));
        // Numbers around zero are all of class 0.
        var labels = new Node(new Core.Placeholder("labels", Shape.Create(Shape.Batch, 1)));
        _softmax = new MicroPlan(new Graph([new Node(new Core.Softmax(), logits)], []), Rows, threads: 1, logits);
        _loss = new MicroPlan(new Graph([new SparseCategoricalCrossentropy(fromLogits: true).Call(labels, logits)], []), Rows, threads: 1, logits, labels);
    }

    /// <summary>The probabilities.</summary>
    [Benchmark]
    public bool Probabilities() => _softmax.Run();

    /// <summary>The loss of each row.</summary>
    [Benchmark]
    public bool Loss() => _loss.Run();
}
