using Keratin.Core;

namespace Keratin;

/// <summary>The mean of (p − t)² over the last axis.</summary>
public sealed class MeanSquaredError() : Loss("mean_squared_error")
{
    private protected override Node PerSample(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new Square(), new Node(new Subtract(), predictions, truth)));

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);
}
