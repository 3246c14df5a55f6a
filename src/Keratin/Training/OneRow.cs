using System.Runtime.CompilerServices;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Plans for a single row, each made at its first use; running them allocates nothing. They are used by one caller at
/// a time.
/// </summary>
internal sealed class OneRow(Inference inference)
{
    private RowPlan? _sparse;
    private RowPlan? _dense;

    private RowPlan? Sparse => inference.ReadsSparseRows ? _sparse ??= inference.Plan(sparse: true, maxRows: 1) : null;

    private RowPlan Dense => _dense ??= inference.Plan(sparse: false, maxRows: 1);

    /// <summary>Predicts one dense row.</summary>
    /// <param name="row">Its elements.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="compress">Whether zeros may be left out.</param>
    /// <param name="threads">The most threads that work on it.</param>
    /// <returns>False where an element is not finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRun(ReadOnlySpan<float> row, Span<float> output, bool compress = true, int threads = 1)
    {
        if (compress && Compression.MayPay(row.Length) && Sparse is { } plan && Compression.TryLoad(row, plan.Input))
        {
            if (!plan.Input.IsFinite) return false;
            Run(plan, output, threads);
            return true;
        }
        if (NDArray.IndexOfNonFinite(row) >= 0) return false;
        Dense.Input.LoadRow(row);
        Run(Dense, output, threads);
        return true;
    }

    /// <summary>Predicts an array of one row, dense or sparse.</summary>
    /// <returns>False where an element is not finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRun(NDArray x, Span<float> output, bool compress, int threads)
    {
        if (!x.IsSparse) return TryRun(x.Values, output, compress, threads);
        if (x.FindNonFinite() is not null) return false;
        RowPlan plan = Sparse ?? Dense;
        plan.Input.Bind(x);
        plan.Input.Load([0]);
        Run(plan, output, threads);
        plan.Input.Release();
        return true;
    }

    /// <summary>Predicts a row of ones at the given places, ascending and each once, and zeros elsewhere.</summary>
    public void Run(ReadOnlySpan<int> columns, Span<float> output)
    {
        RowPlan plan = Sparse ?? Dense;
        plan.Input.LoadOnes(columns);
        Run(plan, output, threads: 1);
    }

    private static void Run(RowPlan plan, Span<float> output, int threads)
    {
        ThreadTeam? team = threads > 1 && plan.SharesWork ? ThreadTeam.Rent(threads) : null;
        plan.Run(1, team);
        ThreadTeam.Return(team);
        plan.Output(1).CopyTo(output);
    }
}
