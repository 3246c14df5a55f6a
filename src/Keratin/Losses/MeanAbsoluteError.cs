using Keratin.Core;

namespace Keratin;

/// <summary>The mean of |p − t| over the last axis.</summary>
public sealed class MeanAbsoluteError() : Loss("mean_absolute_error")
{
    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new Abs(), new Node(new Subtract(), predictions, truth)));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
