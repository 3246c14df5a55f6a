#:project ../src/Keratin/Keratin.csproj

// A callback of your own: override the hooks that you need. This one adds the norm of the weights to the history and
// stops when there is no time left; a hook or two can also be a LambdaCallback.
//
//     dotnet run samples/custom-callback.cs
using System.Diagnostics;
using Keratin;

var (train, _) = BostonHousing.LoadData();
var model = new Sequential([new Dense(64, activation: "relu"), new Dense(1)], seed: 42);
model.Compile(optimizer: "adam", loss: "mse");

var history = model.Fit(train.X / 100, train.Y, epochs: 200, verbose: 0, callbacks:
[
    new WeightNorm(),
    new TimeLimit(TimeSpan.FromSeconds(20)),
    new LambdaCallback(onEpochEnd: (epoch, logs) =>
    {
        if (epoch % 50 == 0) Console.WriteLine($"epoch {epoch + 1}: loss {logs["loss"]:F1}, weights {logs["weight_norm"]:F2}");
    }),
]);
Console.WriteLine($"{history.Epochs} epochs, the weights grew from {history["weight_norm"][0]:F2} to {history["weight_norm"][^1]:F2}");

/// <summary>Adds √Σw² over all weights to each epoch's values.</summary>
internal sealed class WeightNorm : Callback
{
    protected override void OnEpochEnd(int epoch, IDictionary<string, double> logs) =>
        logs["weight_norm"] = Math.Sqrt(Model.GetWeights().Sum(weight => (weight * weight).Sum()));
}

/// <summary>Stops training after the epoch in which the time is up.</summary>
internal sealed class TimeLimit(TimeSpan limit) : Callback
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    protected override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (_watch.Elapsed > limit) Model.StopTraining = true;
    }
}
