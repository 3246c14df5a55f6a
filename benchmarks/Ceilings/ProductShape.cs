using Keratin.Core;

namespace Keratin.Benchmarks;

/// <summary>The sizes of a matrix product.</summary>
/// <param name="M">Rows of the result.</param>
/// <param name="N">Columns of the result.</param>
/// <param name="K">The inner size.</param>
/// <param name="Transposed">Whether the first factor is read transposed, as for the gradient of weights.</param>
internal sealed record ProductShape(int M, int N, int K, bool Transposed)
{
    /// <summary>A square one, and those of the Reuters network at batches of 512.</summary>
    public static ProductShape[] All { get; } = [new(1024, 1024, 1024, false), new(512, 64, 10_000, false), new(10_000, 64, 512, true), new(512, 46, 64, false)];

    /// <summary>The operations of one product.</summary>
    public double Flops => 2.0 * M * N * K;

    /// <summary>Reads a shape as <see cref="ToString"/> writes it.</summary>
    public static ProductShape Parse(string text) => All.Single(shape => shape.ToString() == text);

    /// <summary>The product as a plan.</summary>
    public MicroPlan Plan(int threads)
    {
        var a = new Node(new Core.Placeholder("a", Shape.Create(Shape.Batch, Transposed ? M : K)));
        Node b = Transposed ? new Node(new Core.Placeholder("b", Shape.Create(Shape.Batch, N))) : new Node(new Core.Placeholder("b", Shape.Create(K, N)));
        var product = new Node(new MatMul(transposeFirst: Transposed), a, b);
        return new MicroPlan(new Graph([product], []), Transposed ? K : M, threads, a, b);
    }

    /// <summary>Rows × columns × inner size; <c>T</c> where the first factor is read transposed.</summary>
    public override string ToString() => $"{M}x{N}x{K}{(Transposed ? " T" : "")}";
}
