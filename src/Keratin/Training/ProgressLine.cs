using System.Globalization;

namespace Keratin;

/// <summary>
/// The line that Keras redraws on a terminal: steps, a bar of twenty cells, the time, and the means so far.
/// </summary>
internal sealed class ProgressLine(TextWriter writer, TimeProvider clock, int epochs, int? steps) : ProgressDisplay
{
    private const int Cells = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly SortedList<string, double> _values = new(StringComparer.Ordinal);
    private long _start;
    private long _firstStep;
    private long _drawn;
    private int _checkEvery = 1;
    private int _made;
    private int _width;

    public override void BeginEpoch(int epoch)
    {
        if (epochs > 1) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{epochs}"));
        _start = _drawn = clock.GetTimestamp();
        _checkEvery = 1;
        _width = 0;
    }

    // Looking at the clock costs as much as a small step, so quick steps look only now and then.
    public override void Step(int step, Action<IDictionary<string, double>> report)
    {
        _made = step;
        if (step == 1) _firstStep = clock.GetTimestamp();
        if (step % _checkEvery != 0 || step == steps) return;
        long now = clock.GetTimestamp();
        if (clock.GetElapsedTime(_drawn, now) < Interval)
        {
            if (clock.GetElapsedTime(_start, now) < Interval && _checkEvery < 1024) _checkEvery *= 2;
            return;
        }
        _drawn = now;
        TimeSpan perStep = PerStep(step, now);
        report(_values);
        Draw(step, steps, steps is { } all ? ProgressText.Remaining(perStep * (all - step)) : ProgressText.Elapsed(clock.GetElapsedTime(_start, now)), perStep, _values);
    }

    public override void EndEpoch(IReadOnlyDictionary<string, double> logs)
    {
        long now = clock.GetTimestamp();
        int all = steps ?? _made;
        Draw(all, all, ProgressText.Elapsed(clock.GetElapsedTime(_start, now)), PerStep(all, now), logs);
        writer.WriteLine();
        writer.Flush();
        _width = 0;
    }

    public override void Close()
    {
        if (_width > 0) writer.WriteLine();
        _width = 0;
    }

    // As in Keras, the first step is left out: it would count the warm-up.
    private TimeSpan PerStep(int step, long now) =>
        step > 1 ? clock.GetElapsedTime(_firstStep, now) / (step - 1) : clock.GetElapsedTime(_start, now);

    // Where the number of steps is not known, the count stands without a bar, as in Keras.
    private void Draw(int step, int? of, string time, TimeSpan perStep, IEnumerable<KeyValuePair<string, double>> values)
    {
        string made = step.ToString(CultureInfo.InvariantCulture), total = of?.ToString(CultureInfo.InvariantCulture) ?? "Unknown";
        string count = $"{made.PadLeft(total.Length)}/{total}";
        int done = of is { } all ? (int)((long)Cells * step / all) : 0;
        string bar = of is null ? "" : $"\u001b[32m{new string('━', done)}\u001b[0m\u001b[37m{new string('━', Cells - done)}\u001b[0m ";
        string tail = $" {ProgressText.PerStep(perStep)}{ProgressText.Values(values)}";
        int width = count.Length + (of is null ? 1 : Cells + 2) + time.Length + tail.Length;
        writer.Write($"\r\u001b[1m{count}\u001b[0m {bar}\u001b[1m{time}\u001b[0m{tail}");
        if (width < _width) writer.Write(new string(' ', _width - width));
        writer.Flush();
        _width = width;
    }
}
