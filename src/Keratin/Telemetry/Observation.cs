using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Keratin;

/// <summary>A call as a host sees it: a span, and how long it took. There is one only where somebody listens.</summary>
internal sealed class Observation : IDisposable
{
    private readonly Histogram<double> _duration;
    private readonly string _model;
    private readonly Activity? _span;
    private readonly long _start = Stopwatch.GetTimestamp();
    private string? _error;

    private Observation(string name, Histogram<double> duration, Model model)
    {
        (_duration, _model) = (duration, model.Name);
        _span = Telemetry.Source.StartActivity(name)?.SetTag(Telemetry.ModelName, _model);
    }

    /// <summary>A call begins.</summary>
    /// <param name="name">The name of its span.</param>
    /// <param name="duration">Where its duration is recorded.</param>
    /// <param name="model">The model that is called.</param>
    /// <returns>To be disposed when the call has ended; null where nobody listens.</returns>
    public static Observation? Begin(string name, Histogram<double> duration, Model model) =>
        duration.Enabled || Telemetry.Source.HasListeners() ? new Observation(name, duration, model) : null;

    /// <summary>Says more of the call, on its span.</summary>
    public Observation Tag(string name, object? value)
    {
        _span?.SetTag(name, value);
        return this;
    }

    /// <summary>Tells the values that came out.</summary>
    public void Tag(IEnumerable<KeyValuePair<string, double>> values)
    {
        if (_span is null) return;
        foreach ((string name, double value) in values) _span.SetTag(Telemetry.ValuePrefix + name, value);
    }

    /// <summary>The call has failed, or was cancelled.</summary>
    public void Fail(Exception error)
    {
        _error = error.GetType().FullName;
        _span?.SetTag(Telemetry.ErrorType, _error).SetStatus(ActivityStatusCode.Error, error.Message).AddException(error);
    }

    /// <summary>The call has ended.</summary>
    public void Dispose()
    {
        var tags = new TagList { { Telemetry.ModelName, _model } };
        if (_error is not null) tags.Add(Telemetry.ErrorType, _error);
        _duration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
        _span?.Dispose();
    }
}
