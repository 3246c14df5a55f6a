using BenchmarkDotNet.Attributes;
using Keratin.Core;

namespace Keratin.Benchmarks;

/// <summary>RMSprop's update of as many weights as the first Reuters layer has, and of the small Boston layer's.</summary>
public class UpdateBenchmarks
{
    private MicroPlan _plan = null!;

    /// <summary>How many weights.</summary>
    [Params(64 * 64, 10_000 * 64)]
    public int Weights { get; set; }

    /// <summary>How many threads share the update.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Makes weights, slots and gradients.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var weights = new Variable("weights", Shape.Create(Weights));
        var gradient = new Node(new Core.Placeholder("gradient", weights.Shape));
        var optimizer = new RMSprop();
        optimizer.Build([weights]);
        _plan = new MicroPlan(new Graph([], [.. optimizer.Effects([weights], [gradient])]), rows: 1, Threads, gradient);
    }

    /// <summary>The update.</summary>
    [Benchmark]
    public bool Update() => _plan.Run();
}
