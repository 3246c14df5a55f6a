using BenchmarkDotNet.Attributes;
using Keratin.Core;

namespace Keratin.Benchmarks;

/// <summary>Matrix products of the shapes that training meets: square, and those of the Reuters network at batches of 512.</summary>
public class ProductBenchmarks
{
    private MicroPlan _plan = null!;

    /// <summary>Rows × columns × inner size; <c>T</c> means that the first factor is read transposed, as for the gradient of weights.</summary>
    [Params("1024x1024x1024", "512x64x10000", "10000x64x512 T", "512x46x64")]
    public string Size { get; set; } = "";

    /// <summary>How many threads share the product.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Makes the factors.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        bool transposed = Size.EndsWith('T');
        int[] sizes = [.. Size.TrimEnd(' ', 'T').Split('x').Select(int.Parse)];
        (int m, int n, int k) = (sizes[0], sizes[1], sizes[2]);
        var a = new Node(new Core.Placeholder("a", Shape.Create(Shape.Batch, transposed ? m : k)));
        Node b = transposed ? new Node(new Core.Placeholder("b", Shape.Create(Shape.Batch, n))) : new Node(new Core.Placeholder("b", Shape.Create(k, n)));
        var product = new Node(new MatMul(transposeFirst: transposed), a, b);
        _plan = new MicroPlan(new Graph([product], []), transposed ? k : m, Threads, a, b);
    }

    /// <summary>The product.</summary>
    [Benchmark]
    public bool Multiply() => _plan.Run();
}
