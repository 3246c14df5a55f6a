using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// Takes many rows through a plan, block after block, into memory of the caller's. It is used by one caller at a time
/// and allocates nothing once it has plans for all threads.
/// </summary>
/// <remarks>
/// Rows that a sparse plan reads go through all steps by themselves: each thread takes whole blocks on a plan of its
/// own, so that none waits for another between steps, and what a block computes stays in its processor's cache. The
/// products of a dense plan gain more from many rows at once: there the threads share each step.
/// </remarks>
/// <param name="plans">Plans of one graph and size.</param>
/// <param name="sparse">Whether they read sparse rows.</param>
/// <param name="blockRows">How many rows make a block: the most that a plan takes.</param>
/// <param name="columns">The elements of a row of outputs.</param>
internal sealed unsafe class RowBlocks(IdlePool<RowPlan> plans, bool sparse, int blockRows, int columns) : Step
{
    private readonly int[] _order = [.. Enumerable.Range(0, blockRows)];
    private SparseRows? _sparseRows;
    private float* _denseRows;
    private float* _output;
    private volatile bool _finite;

    /// <summary>Runs all rows of a matrix.</summary>
    /// <param name="x">The inputs, a row per sample: sparse, or dense, of which a sparse plan passes over the zeros.</param>
    /// <param name="output">Where the outputs go: as many places as all rows of outputs have elements.</param>
    /// <param name="threads">The most threads that share the work.</param>
    /// <returns>False where an input is not finite; then the outputs mean nothing.</returns>
    public bool TryRun(NDArray x, Span<float> output, int threads)
    {
        _sparseRows = x.Sparse;
        bool finite = TryRun(x.IsSparse ? [] : x.Values, x.Length, output, threads);
        _sparseRows = null;
        return finite;
    }

    /// <summary>Runs dense rows that lie one after the other.</summary>
    public bool TryRun(ReadOnlySpan<float> x, int rows, Span<float> output, int threads)
    {
        _finite = true;
        fixed (float* denseRows = x, to = output)
        {
            _denseRows = denseRows;
            _output = to;
            int blocks = Chunks(rows);
            if (sparse && blocks > 1 && ThreadTeam.Rent(threads) is { } team)
            {
                team.Run(this, rows, blocks);
                ThreadTeam.Return(team);
            }
            else
            {
                for (int block = 0; block < blocks; block++) RunBlock(rows, block, threads);
            }
            _denseRows = null;
            _output = null;
        }
        return _finite;
    }

    public override int Chunks(int rows) => (rows + blockRows - 1) / blockRows;

    public override void Run(int rows)
    {
        for (int block = 0; block < Chunks(rows); block++) RunChunk(rows, block);
    }

    public override void RunChunk(int rows, int chunk) => RunBlock(rows, chunk, threads: 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunBlock(int rows, int block, int threads)
    {
        if (!_finite) return;
        int first = block * blockRows, count = Math.Min(blockRows, rows - first);
        RowPlan plan = plans.Rent();
        ThreadTeam? team = plan.SharesWork ? ThreadTeam.Rent(threads) : null;
        Load(plan.Input, first, count, team);
        if (plan.Input.IsFinite) plan.Run(count, team);
        if (plan.Input.IsFinite) plan.Output(count).CopyTo(new Span<float>(_output + (nint)first * columns, count * columns));
        else _finite = false;
        ThreadTeam.Return(team);
        plan.Input.Release();
        plans.Return(plan);
    }

    private void Load(RowFeed input, int first, int count, ThreadTeam? team)
    {
        if (_sparseRows is not { } rows)
        {
            input.LoadRows(_denseRows + (nint)first * input.Columns, count, team);
            return;
        }
        input.Bind(rows, first);
        input.Load(_order.AsSpan(0, count), team);
        int start = rows.RowStarts[rows.FirstRow + first], end = rows.RowStarts[rows.FirstRow + first + count];
        input.IsFinite = NDArray.IndexOfNonFinite(rows.Entries.AsSpan(start..end)) < 0;
    }
}
