#:project ../src/Keratin/Keratin.csproj

// A loss and a metric of your own: functions from the targets and the predictions of a batch to a number per row,
// written with operators and operations. They are differentiated, fused and compiled like all others.
//
//     dotnet run samples/custom-loss-metric.cs
using Keratin;
using Keratin.Core;

var (train, test) = BostonHousing.LoadData();

foreach (float quantile in (float[])[0.1f, 0.5f, 0.9f])
{
    // The quantile loss: prices below the estimate cost 1 − q, prices above it q. So the estimate is a price that a
    // share q of the houses stays below.
    Node QuantileLoss(Node truth, Node predictions)
    {
        Node above = new(new Relu(), truth - predictions), below = new(new Relu(), predictions - truth);
        return new Node(new MeanLast(), above * quantile + below * (1 - quantile));
    }

    // How many houses are cheaper than the estimate.
    static Node ShareBelow(Node truth, Node predictions) => new(new MeanLast(), new Node(new Greater(), predictions, truth));

    var scale = new Normalization();
    scale.Adapt(train.X);
    var model = new Sequential([scale, new Dense(64, activation: "relu"), new Dense(64, activation: "relu"), new Dense(1)], seed: 42);
    model.Compile(new Adam(learningRate: 0.003), loss: (Func<Node, Node, Node>)QuantileLoss, metrics: [new CustomMetric(ShareBelow, "share_below")]);
    model.Fit(train.X, train.Y, batchSize: 16, epochs: 60, verbose: 0);
    Console.WriteLine($"quantile {quantile:F1}: test {model.Evaluate(test.X, test.Y)}, first estimate {model.Predict(test.X[..1])[0].Item():F1}");
}
