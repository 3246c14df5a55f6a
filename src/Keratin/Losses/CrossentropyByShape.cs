using Keratin.Core;

namespace Keratin;

/// <summary>
/// Keras's "crossentropy": which cross-entropy it is follows from the shapes (<c>get_loss</c> in
/// <c>keras/src/trainers/compile_utils.py</c>).
/// </summary>
internal sealed class CrossentropyByShape(string name) : Loss(name)
{
    internal override object InFiles => Name;

    private protected override Node PerSample(Node truth, Node predictions) => Resolve(truth.Shape, predictions.Shape).Call(truth, predictions);

    private protected override void CheckShapes(Shape truth, Shape predictions) { }

    private protected override void CheckValues(NDArray truth, Shape predictions) => Resolve(truth.Shape, predictions).Check(truth, predictions);

    private static Loss Resolve(Shape truth, Shape predictions) => Ranks.KindOf(truth, predictions) switch
    {
        OutputKind.Binary => new BinaryCrossentropy(),
        OutputKind.Labels => new SparseCategoricalCrossentropy(),
        _ => new CategoricalCrossentropy(),
    };
}
