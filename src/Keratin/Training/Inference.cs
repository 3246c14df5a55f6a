using System.Collections.Concurrent;
using System.Numerics;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// A model's way from rows to outputs: graphs, and idle plans made from them, for a single row and for many. Any number
/// of threads may use it at once, and none waits for another. The graphs read the model's weights, or copies of them.
/// </summary>
internal sealed class Inference
{
    // How many blocks each thread should find when many rows are shared, and how many rows a block has at least and at
    // most: small enough for the cache and for an even end, large enough that taking one costs nothing.
    private const int BlocksPerThread = 8;
    private const int FewestRows = 64;
    private const int MostRows = 512;

    private readonly (Graph Graph, Node X) _dense;
    private readonly (Graph Graph, Node X)? _sparse;
    private readonly IdlePool<OneRow> _rows;
    private readonly ConcurrentDictionary<(bool Sparse, int Rows), IdlePool<RowBlocks>> _blocks = new();
    private readonly Func<(bool Sparse, int Rows), IdlePool<RowBlocks>> _newBlocks;

    /// <summary>Writes the graphs of a built model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="iteration">The counter of steps.</param>
    /// <param name="frozen">Whether to copy the weights, so that training leaves the outputs as they are.</param>
    public Inference(Model model, Variable iteration, bool frozen)
    {
        var freeze = frozen ? new FreezeVariables() : null;
        (Graph Graph, Node X) sparse = Trace(isSparse: true);
        if (PhasePlan.OnlyProductsRead(sparse.X, sparse.Graph)) _sparse = Finish(sparse);
        _dense = Finish(Trace(isSparse: false));
        _rows = new IdlePool<OneRow>(() => new OneRow(this));
        _newBlocks = NewBlocks;

        (Graph, Node) Trace(bool isSparse)
        {
            var x = new Node(new Placeholder("x", model.InputShape!, isSparse));
            return (new Graph(model.Trace([x], training: false, iteration).Outputs, []), x);
        }

        (Graph, Node) Finish((Graph Graph, Node X) traced) =>
            (Fusion.Run(freeze is null ? traced.Graph : freeze.Run(traced.Graph)), traced.X);
    }

    /// <summary>Whether sparse rows need not be spread out.</summary>
    public bool ReadsSparseRows => _sparse is not null;

    /// <summary>Makes a plan.</summary>
    /// <param name="sparse">For sparse rows; only where <see cref="ReadsSparseRows"/>.</param>
    /// <param name="maxRows">The most rows of a batch.</param>
    public RowPlan Plan(bool sparse, int maxRows)
    {
        (Graph graph, Node x) = sparse ? _sparse!.Value : _dense;
        return new RowPlan(new Plan(graph, maxRows, CpuBackend.Instance), x, graph.Outputs[0]);
    }

    /// <summary>Takes plans for a single row.</summary>
    public OneRow RentRow() => _rows.Rent();

    /// <summary>Gives plans for a single row back.</summary>
    public void Return(OneRow row) => _rows.Return(row);

    /// <summary>Predicts many rows, dense or sparse.</summary>
    /// <param name="x">The rows; they fit the model.</param>
    /// <param name="output">Where the outputs go, all of them.</param>
    /// <param name="threads">The most threads that share the work.</param>
    /// <param name="compress">Whether the zeros of dense rows may be passed over.</param>
    /// <param name="batchSize">At least how many rows are worked on at once.</param>
    /// <returns>False where an element is not finite; then the outputs mean nothing.</returns>
    public bool TryRun(NDArray x, Span<float> output, int threads, bool compress = true, int batchSize = 1)
    {
        if (!x.IsSparse) return TryRun(x.Values, x.Length, output, threads, compress, batchSize);
        IdlePool<RowBlocks> pool = Blocks(ReadsSparseRows, x.Length, threads, batchSize);
        RowBlocks blocks = pool.Rent();
        bool finite = blocks.TryRun(x, output, threads);
        pool.Return(blocks);
        return finite;
    }

    /// <summary>Predicts many dense rows that lie one after the other.</summary>
    public bool TryRun(ReadOnlySpan<float> x, int rows, Span<float> output, int threads, bool compress = true, int batchSize = 1)
    {
        bool skips = compress && ReadsSparseRows && Compression.IsWorthSkipping(x, x.Length / rows);
        IdlePool<RowBlocks> pool = Blocks(skips, rows, threads, batchSize);
        RowBlocks blocks = pool.Rent();
        bool finite = blocks.TryRun(x, rows, output, threads);
        pool.Return(blocks);
        return finite;
    }

    // Powers of two, so that calls with all kinds of row counts share a few plans.
    private IdlePool<RowBlocks> Blocks(bool sparse, int rows, int threads, int batchSize)
    {
        int enough = sparse ? Math.Clamp(rows / (BlocksPerThread * threads), FewestRows, MostRows) : Model.RowsAtOnce(_dense.X.Shape);
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(rows, Math.Max(batchSize, enough)));
        return _blocks.GetOrAdd((sparse, size), _newBlocks);
    }

    private IdlePool<RowBlocks> NewBlocks((bool Sparse, int Rows) key)
    {
        var plans = new IdlePool<RowPlan>(() => Plan(key.Sparse, key.Rows));
        int columns = _dense.Graph.Outputs[0].Shape.RowSize;
        return new IdlePool<RowBlocks>(() => new RowBlocks(plans, key.Sparse, key.Rows, columns));
    }
}
