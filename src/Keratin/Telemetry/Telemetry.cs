using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Keratin;

/// <summary>
/// What a host may watch while models train and predict: metrics of a <see cref="System.Diagnostics.Metrics.Meter"/> and
/// spans of an <see cref="ActivitySource"/>, both named <see cref="Name"/>. Nothing is measured where nobody listens.
/// </summary>
/// <remarks>With OpenTelemetry: <c>metrics.AddMeter(Telemetry.Name)</c> and <c>tracing.AddSource(Telemetry.Name)</c>. All names are listed in docs/hosting.md.</remarks>
public static class Telemetry
{
    /// <summary>The name of the meter and of the source of spans: <c>Keratin</c>.</summary>
    public const string Name = "Keratin";

    /// <summary>The spans: one for each call, and one for each epoch inside of a fit.</summary>
    internal const string Fit = "fit", Epoch = "epoch", Evaluate = "evaluate", Predict = "predict";

    /// <summary>The tags of metrics and spans. <see cref="ErrorType"/> is OpenTelemetry's: the type of the exception.</summary>
    internal const string ModelName = "keratin.model.name", MetricName = "keratin.metric.name", ErrorType = "error.type";

    /// <summary>The tags of spans alone; an epoch's values stand behind <see cref="ValuePrefix"/>: <c>keratin.value.loss</c>.</summary>
    internal const string Parameters = "keratin.model.parameters", Samples = "keratin.samples", Epochs = "keratin.epochs",
        EpochNumber = "keratin.epoch", Seed = "keratin.seed", ValuePrefix = "keratin.value.";

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Name, Version);

    // In seconds: a row is predicted in a microsecond, and a training may take a day.
    private static readonly InstrumentAdvice<double>
        OfCalls = new() { HistogramBucketBoundaries = (double[])[1e-6, 1e-5, 1e-4, 1e-3, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] },
        OfTrainings = new() { HistogramBucketBoundaries = (double[])[0.01, 0.1, 1, 10, 60, 600, 3600, 6 * 3600, 24 * 3600] };

    /// <summary>Where spans begin.</summary>
    internal static readonly ActivitySource Source = new(Name, Version);

    internal static readonly Counter<long>
        TrainingSteps = Meter.CreateCounter<long>("keratin.training.steps", "{step}", "Training steps made."),
        TrainingSamples = Meter.CreateCounter<long>("keratin.training.samples", "{sample}", "Rows that training steps were made of."),
        PredictSamples = Meter.CreateCounter<long>("keratin.predict.samples", "{sample}", "Rows predicted.");

    internal static readonly Gauge<double>
        TrainingLoss = Meter.CreateGauge<double>("keratin.training.loss", "1", "The loss of the last epoch."),
        TrainingMetric = Meter.CreateGauge<double>("keratin.training.metric", "1", "The other values of the last epoch: metrics, and those of the validation.");

    internal static readonly Histogram<double>
        FitDuration = Meter.CreateHistogram("keratin.fit.duration", "s", "How long a fit took.", advice: OfTrainings),
        EpochDuration = Meter.CreateHistogram("keratin.epoch.duration", "s", "How long an epoch took, its validation included.", advice: OfTrainings),
        EvaluateDuration = Meter.CreateHistogram("keratin.evaluate.duration", "s", "How long an evaluation took.", advice: OfTrainings),
        PredictDuration = Meter.CreateHistogram("keratin.predict.duration", "s", "How long a prediction took.", advice: OfCalls);

    /// <summary>Counts a training step.</summary>
    internal static void CountStep(Model model, int samples)
    {
        if (!TrainingSteps.Enabled && !TrainingSamples.Enabled) return;
        var tag = new KeyValuePair<string, object?>(ModelName, model.Name);
        TrainingSteps.Add(1, tag);
        TrainingSamples.Add(samples, tag);
    }

    /// <summary>Tells the values of an epoch.</summary>
    internal static void ReportEpoch(Model model, IEnumerable<KeyValuePair<string, double>> logs)
    {
        if (!TrainingLoss.Enabled && !TrainingMetric.Enabled) return;
        var tag = new KeyValuePair<string, object?>(ModelName, model.Name);
        foreach ((string name, double value) in logs)
        {
            if (name == "loss") TrainingLoss.Record(value, tag);
            else TrainingMetric.Record(value, tag, new(MetricName, name));
        }
    }

    /// <summary>A prediction begins: the time by the stopwatch, or 0 where nobody wants to know.</summary>
    internal static long BeginPrediction() => PredictDuration.Enabled || PredictSamples.Enabled || Source.HasListeners() ? Stopwatch.GetTimestamp() : 0;

    /// <summary>A prediction has ended. Its span is made only now, so that a row is predicted without a <c>finally</c>.</summary>
    /// <param name="begin">What <see cref="BeginPrediction"/> returned.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="samples">How many rows were predicted.</param>
    internal static void EndPrediction(long begin, string model, int samples)
    {
        if (begin == 0) return;
        TimeSpan time = Stopwatch.GetElapsedTime(begin);
        var tag = new KeyValuePair<string, object?>(ModelName, model);
        PredictSamples.Add(samples, tag);
        PredictDuration.Record(time.TotalSeconds, tag);
        if (!Source.HasListeners()) return;
        using Activity? span = Source.StartActivity(Predict, ActivityKind.Internal, parentContext: default, [tag, new(Samples, samples)], startTime: DateTimeOffset.UtcNow - time);
    }
}
