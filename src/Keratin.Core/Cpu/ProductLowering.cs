namespace Keratin.Core;

/// <summary>Makes the step of a matrix product: the one place that decides which kernel multiplies.</summary>
internal sealed unsafe class ProductLowering(Plan plan, Node node, bool transposeFirst, bool transposeSecond) : IEpilogueVisitor
{
    public void Visit<TEpilogue>(TEpilogue epilogue) where TEpilogue : struct, IEpilogue
    {
        Node a = node.Inputs[0], b = node.Inputs[1];
        int k = a.Shape.Last, n = transposeSecond ? b.Shape[0] : b.Shape.Last;
        if (a.Operation is Placeholder { IsSparse: true }) Sparse(epilogue, plan.Feed(a), plan.Pointer(b), n);
        else if (transposeFirst) FirstTransposed(epilogue, a, b, k, n);
        else if (transposeSecond) plan.Add(new TransposedProductStep<TEpilogue>(epilogue, plan.Pointer(a), plan.Pointer(b), plan.Scratch((long)k * n), n, k, RowsOf(a)), node);
        else if (n == 1) plan.Add(new ColumnProductStep<TEpilogue>(epilogue, plan.Pointer(a), plan.Pointer(b), k, RowsOf(a)), node);
        else
        {
            RowFeed? input = InputOf(a, k, n);
            var operands = new ProductOperands { A = input is null ? plan.Pointer(a) : null, RowStep = k, KStep = 1, B = plan.Pointer(b), N = n };
            plan.Add(new ProductStep<TEpilogue>(epilogue, operands, input, RowsOf(a), new Extent(k, 0)), node);
        }
    }

    private void Sparse<TEpilogue>(TEpilogue epilogue, RowFeed x, float* b, int n) where TEpilogue : struct, IEpilogue
    {
        if (!transposeFirst)
        {
            plan.Add(new SparseProductStep<TEpilogue>(epilogue, x, b, n), node);
            return;
        }
        x.SortsColumns = true;
        plan.Add(new SparseTransposedProductStep<TEpilogue>(epilogue, x, b, n), node);
    }

    // aᵀ·b: the rows of the batch are k. A single column of results lies in memory like a single row, and the swapped
    // product bᵀ·a computes it sixteen elements at a time.
    private void FirstTransposed<TEpilogue>(TEpilogue epilogue, Node a, Node b, int width, int n) where TEpilogue : struct, IEpilogue
    {
        RowFeed? input = InputOf(a, width, n);
        ProductOperands operands = n == 1
            ? new() { A = plan.Pointer(b), RowStep = 1, KStep = 1, B = plan.Pointer(a), N = width }
            : new() { A = input is null ? plan.Pointer(a) : null, RowStep = 1, KStep = width, B = plan.Pointer(b), N = n };
        plan.Add(new ProductStep<TEpilogue>(epilogue, operands, input, new Extent(n == 1 ? 1 : width, 0), RowsOf(a)), node);
    }

    // An input's rows are read where the data have them if one panel reads them: more would gather them again and again.
    private RowFeed? InputOf(Node a, int width, int n)
    {
        Node owner = MemoryPlan.Owner(a);
        bool worthwhile = width > 1 && n > 1 && ProductChunks.IsOnePanel(n);
        return worthwhile && a.Shape.Rank == 2 && a.Shape.HasBatch && owner.Operation is Placeholder ? plan.Feed(owner) : null;
    }

    // Every axis but the last counts as rows; only the first may be the batch.
    private static Extent RowsOf(Node a)
    {
        int perRow = a.Shape[..^1].Size;
        return a.Shape.HasBatch ? new Extent(0, perRow) : new Extent(perRow, 0);
    }
}
