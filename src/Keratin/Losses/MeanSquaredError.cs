using Keratin.Core;

namespace Keratin;

/// <summary>The mean of (p − t)² over the last axis.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class MeanSquaredError(LossReduction? reduction = null) : Loss("mean_squared_error", reduction), IFromConfig<MeanSquaredError>
{
    static MeanSquaredError IFromConfig<MeanSquaredError>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new Square(), predictions - truth));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
