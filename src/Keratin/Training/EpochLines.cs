using System.Globalization;

namespace Keratin;

/// <summary>One plain line per epoch: <c>16/16 - 1s - 45ms/step - accuracy: 0.5000 - loss: 2.6000</c>.</summary>
internal sealed class EpochLines(TextWriter writer, TimeProvider clock, int epochs, int? steps) : ProgressDisplay
{
    private long _start;
    private int _made;

    public override void BeginEpoch(int epoch)
    {
        if (epochs > 1) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{epochs}"));
        _start = clock.GetTimestamp();
    }

    public override void Step(int step, Action<IDictionary<string, double>> report) => _made = step;

    public override void EndEpoch(IReadOnlyDictionary<string, double> logs)
    {
        TimeSpan time = clock.GetElapsedTime(_start);
        int all = steps ?? _made;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{all}/{all} - {ProgressText.Elapsed(time)} - {ProgressText.PerStep(time / all)}{ProgressText.Values(logs)}"));
    }

    public override void Close() { }
}
