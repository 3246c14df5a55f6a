using Keratin.Core;

namespace Keratin;

/// <summary>
/// Keras's "accuracy": which accuracy it is follows from the shapes (<c>get_metric</c> in
/// <c>keras/src/trainers/compile_utils.py</c>); the name stays what the user wrote.
/// </summary>
internal sealed class AccuracyByShape(string name) : Metric(name)
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    internal override object InFiles => GivenName!;

    internal override Metric Resolve(Shape truth, Shape predictions) => Ranks.KindOf(truth, predictions) switch
    {
        OutputKind.Binary => new BinaryAccuracy(name: Name),
        OutputKind.Labels => new SparseCategoricalAccuracy(Name),
        _ => new CategoricalAccuracy(Name),
    };

    internal override Total Trace(Node truth, Node predictions, Node? weights) => Resolve(truth.Shape, predictions.Shape).Trace(truth, predictions, weights);
}
