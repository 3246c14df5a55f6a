using Keratin.Core;

namespace Keratin;

/// <summary>
/// −Σ t·p / (|t|·|p|) over the last axis: −1 where target and prediction point the same way, 0 at right angles, 1 where
/// they point away from each other. A length below 1e-7 counts as 1e-7, so a vector of zeros gives 0.
/// </summary>
/// <remarks>Among metrics, as in Keras, it is the similarity itself: 1 where both point the same way, and higher is better.</remarks>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class CosineSimilarity(LossReduction? reduction = null) : Loss("cosine_similarity", reduction), IFromConfig<CosineSimilarity>
{
    // The square of 1e-7.
    private const float LeastSquare = 1e-14f;

    static CosineSimilarity IFromConfig<CosineSimilarity>.FromConfig(Config config)
    {
        config.AllowOnly("axis", -1L);
        return new(ReductionOf(config));
    }

    // The loss has none in old versions of Keras, its metric has.
    internal override void WriteMetricConfig(Config config) => config.Set("axis", -1);

    private protected override Node PerSample(Node truth, Node predictions) => -Similarity(truth, predictions);

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    private protected override Metric ToMetric(string name) => new LossMetric(this, name, negated: true);

    private static Node Similarity(Node truth, Node predictions) => new(new SumLast(), Normalized(truth) * Normalized(predictions));

    private static Node Normalized(Node x)
    {
        var squares = new Node(new SumLast(keepAxis: true), new Node(new Square(), x));
        return x / new Node(new Sqrt(), new Node(new Clip(LeastSquare, float.MaxValue), squares));
    }
}
