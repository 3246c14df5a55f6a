using Keratin.Core;

namespace Keratin;

/// <summary>
/// A model's way from rows to outputs as graphs, from which any thread makes plans of any size, and idle plans for a
/// single row. The graphs read the model's weights, or copies of them.
/// </summary>
internal sealed class Inference
{
    private readonly (Graph Graph, Node X) _dense;
    private readonly (Graph Graph, Node X)? _sparse;
    private readonly IdlePool<OneRow> _rows;

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

        (Graph, Node) Trace(bool isSparse)
        {
            var x = new Node(new Placeholder("x", model.InputShape!, isSparse));
            return (new Graph([model.Trace(x, training: false, iteration).Output], []), x);
        }

        (Graph, Node) Finish((Graph Graph, Node X) traced) =>
            (Fusion.Run(freeze is null ? traced.Graph : freeze.Run(traced.Graph)), traced.X);
    }

    /// <summary>Whether sparse rows need not be spread out.</summary>
    public bool ReadsSparseRows => _sparse is not null;

    /// <summary>Makes a plan.</summary>
    /// <param name="sparse">For sparse rows; only where <see cref="ReadsSparseRows"/>.</param>
    /// <param name="maxRows">The most rows of a batch.</param>
    public PhasePlan Plan(bool sparse, int maxRows)
    {
        (Graph graph, Node x) = sparse ? _sparse!.Value : _dense;
        return new PhasePlan(graph, x, maxRows);
    }

    /// <summary>Takes plans for a single row.</summary>
    public OneRow RentRow() => _rows.Rent();

    /// <summary>Gives plans for a single row back.</summary>
    public void Return(OneRow row) => _rows.Return(row);
}
