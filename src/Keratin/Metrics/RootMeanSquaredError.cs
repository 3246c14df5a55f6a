using Keratin.Core;

namespace Keratin;

/// <summary>The square root of the mean of (p − t)² over all samples and outputs: an error in the targets' unit.</summary>
/// <param name="name">The name in logs and histories.</param>
public sealed class RootMeanSquaredError(string name = "root_mean_squared_error") : Metric(name), IFromConfig<RootMeanSquaredError>
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    static RootMeanSquaredError IFromConfig<RootMeanSquaredError>.FromConfig(Config config) => new(name: config.GetString("name", "root_mean_squared_error"));

    internal override Total Trace(Node truth, Node predictions, Node? weights)
    {
        (truth, predictions) = YesOrNo.Align(Name, truth, predictions);
        return Total.Mean(Name, new Node(new Square(), predictions - truth), weights, Math.Sqrt);
    }
}
