using BenchmarkDotNet.Attributes;

namespace Keratin.Benchmarks;

/// <summary>Matrix products of the shapes that training meets: square, and those of the Reuters network at batches of 512.</summary>
public class ProductBenchmarks
{
    private MicroPlan _plan = null!;

    /// <summary>The sizes.</summary>
    public static IEnumerable<string> Sizes => ProductShape.All.Select(shape => shape.ToString());

    /// <summary>Rows × columns × inner size; <c>T</c> means that the first factor is read transposed, as for the gradient of weights.</summary>
    [ParamsSource(nameof(Sizes))]
    public string Size { get; set; } = "";

    /// <summary>How many threads share the product.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Makes the factors.</summary>
    [GlobalSetup]
    public void Prepare() => _plan = ProductShape.Parse(Size).Plan(Threads);

    /// <summary>The product.</summary>
    [Benchmark]
    public bool Multiply() => _plan.Run();
}
