using Keratin.Core;

namespace Keratin;

/// <summary>The mean of log(cosh(p − t)) over the last axis: half the square of small errors, and the size of large ones.</summary>
/// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
public sealed class LogCosh(LossReduction? reduction = null) : Loss("log_cosh", reduction), IFromConfig<LogCosh>
{
    static LogCosh IFromConfig<LogCosh>.FromConfig(Config config) => new(ReductionOf(config));

    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new LogHyperbolicCosine(), predictions - truth));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
