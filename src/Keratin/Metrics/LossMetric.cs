using Keratin.Core;

namespace Keratin;

/// <summary>A loss that is reported, not trained.</summary>
/// <param name="loss">The loss.</param>
/// <param name="name">The name in logs and histories.</param>
/// <param name="negated">Whether the metric is the loss's opposite, which is large where the model is good.</param>
internal sealed class LossMetric(Loss loss, string name, bool negated = false) : MeanMetric(name)
{
    /// <summary>The loss.</summary>
    internal Loss Loss => loss;

    /// <inheritdoc/>
    public override bool HigherIsBetter => negated;

    internal override object InFiles => loss is CrossentropyByShape ? loss.InFiles : base.InFiles;

    internal override bool DependsOnBatch => loss.IsOfBatch;

    private protected override string KerasClass => MetricClass ?? "MeanMetricWrapper";

    // Keras has no metric for the other losses: it wraps the function.
    private string? MetricClass => loss switch
    {
        LogCosh => "LogCoshError",
        SparseCategoricalCrossentropy { IgnoresClass: true } => null,
        BinaryCrossentropy or CategoricalCrossentropy or SparseCategoricalCrossentropy or KLDivergence or Poisson or Hinge or SquaredHinge or CategoricalHinge
            or CosineSimilarity or MeanSquaredError or MeanAbsoluteError or MeanAbsolutePercentageError or MeanSquaredLogarithmicError => loss.GetType().Name,
        _ => null,
    };

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions) => negated ? -loss.Call(truth, predictions) : loss.Call(truth, predictions);

    private protected override Node? Mask(Node truth, Node predictions) => loss.Mask(truth, predictions);

    private protected override void WriteConfig(Config config)
    {
        if (MetricClass is null) config.SetValue("fn", ConfigObject.OfFunction("keras.losses", loss.Name));
        loss.WriteMetricConfig(config);
    }
}
