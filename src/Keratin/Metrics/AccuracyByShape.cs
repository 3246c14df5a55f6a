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

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions) => Resolve(truth.Shape, predictions.Shape).Call(truth, predictions);

    internal override Metric Resolve(Shape truth, Shape predictions)
    {
        if (predictions.Last == 1) return new BinaryAccuracy(name: Name);
        bool labels = truth.Rank < predictions.Rank || truth.Last == 1;
        return labels ? new SparseCategoricalAccuracy(Name) : new CategoricalAccuracy(Name);
    }
}
