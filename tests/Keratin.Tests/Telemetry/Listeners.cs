using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Keratin.Tests;

/// <summary>A host that listens to all metrics and spans of the library, and writes down those of one model.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly MeterListener _metrics = new();
    private readonly ActivityListener _spans;

    public Listeners(string model)
    {
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags.ToArray()));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags.ToArray()));
        _metrics.Start();
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("keratin.model.name") as string == model) Spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);

        void Add(Instrument instrument, double value, KeyValuePair<string, object?>[] tags)
        {
            if (!tags.Contains(new("keratin.model.name", model))) return;
            string rest = string.Concat(tags.Where(tag => tag.Key != "keratin.model.name").Select(tag => $" {tag.Key}={tag.Value}"));
            Measurements.Add((instrument.Name + rest, value));
        }
    }

    /// <summary>The measurements: the instrument's name with all tags but the model's, and the value.</summary>
    public List<(string Name, double Value)> Measurements { get; } = [];

    /// <summary>The spans, in the order in which they ended.</summary>
    public List<Activity> Spans { get; } = [];

    /// <summary>The measurements of one instrument.</summary>
    public double[] this[string name] => [.. Measurements.Where(measurement => measurement.Name == name).Select(measurement => measurement.Value)];

    /// <summary>The spans with the names of those around them: <c>fit/epoch</c>.</summary>
    public string[] Paths => [.. Spans.Select(Path)];

    /// <summary>A span's tag as text.</summary>
    public static string? Tag(Activity span, string name) => Convert.ToString(span.GetTagItem(name), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _metrics.Dispose();
        _spans.Dispose();
    }

    private static string Path(Activity span) => span.Parent is { } parent ? $"{Path(parent)}/{span.OperationName}" : span.OperationName;
}
