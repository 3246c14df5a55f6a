#:project ../src/Keratin/Keratin.csproj
#:package Microsoft.Extensions.Logging.Console

// Training inside of a host: events go to its log, metrics to whoever listens, and Ctrl-C (or the SIGTERM of a
// container) stops it after the present step, with a model that can be saved and trained on.
//
//     dotnet run samples/hosted-training.cs
//     dotnet run samples/hosted-training.cs --epochs 100000     and press Ctrl-C
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;
using Keratin;
using Microsoft.Extensions.Logging;

int epochs = 20;
if (args.Length > 0 && !(args is ["--epochs", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out epochs) && epochs > 0))
{
    Console.Error.WriteLine($"Unknown argument \"{args[0]}\". Usage: dotnet run samples/hosted-training.cs --epochs 50");
    return 2;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // the process goes on, to save what it has
    stop.Cancel();
}
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(options =>
{
    options.SingleLine = true;
    options.TimestampFormat = "HH:mm:ss ";
}));

// In a service these would be OpenTelemetry's: metrics.AddMeter(Telemetry.Name).
var totals = new SortedDictionary<string, (int Count, double Sum)>(StringComparer.Ordinal);
void Add(Instrument instrument, double value)
{
    (int count, double sum) = totals.GetValueOrDefault(instrument.Name);
    totals[instrument.Name] = (count + 1, sum + value);
}
using var metrics = new MeterListener();
metrics.InstrumentPublished = (instrument, listener) =>
{
    if (instrument.Meter.Name == Telemetry.Name && instrument is not Gauge<double>) listener.EnableMeasurementEvents(instrument);
};
metrics.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
metrics.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
metrics.Start();

var (train, test) = BostonHousing.LoadData();
var scale = new Normalization();
scale.Adapt(train.X);
var model = new Sequential([scale, new Dense(64, activation: "relu"), new Dense(64, activation: "relu"), new Dense(1)], seed: 42, name: "prices");
model.Compile(optimizer: "rmsprop", loss: "mse", metrics: ["mae"]);

try
{
    model.Fit(train.X, train.Y, epochs: epochs, batchSize: 1, verbose: 0, validationData: (test.X, test.Y),
        callbacks: [new TrainingLogger(logging.CreateLogger("Training"))], cancellationToken: stop.Token);
    Console.WriteLine("All epochs made");
}
catch (OperationCanceledException)
{
    // The weights are those of the last complete step; the finished epochs are in model.History.
    Console.WriteLine($"Stopped after {model.History!.Epochs} whole epochs");
}

model.Save("prices.keras");
Console.WriteLine($"Saved in prices.keras after {model.History!.Epochs} epochs: {model.Evaluate(test.X, test.Y)}");
foreach ((string name, (int count, double sum)) in totals) Console.WriteLine($"{name}: {count} times, {sum:G4} in all");
return 0;
