using System.Diagnostics;
using System.Globalization;

namespace Keratin;

/// <summary>Tells how a download goes on: one line drawn again and again on a terminal, one plain line anywhere else.</summary>
internal sealed class DownloadProgress : IDisposable
{
    // As the bar of a training.
    private const int Cells = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _name;
    private readonly long? _total;
    private readonly DatasetHost _host;
    private long _received;
    private long _drawn;

    /// <summary>Begins to tell.</summary>
    /// <param name="file">What is downloaded.</param>
    /// <param name="path">Where to.</param>
    /// <param name="total">Its bytes, if the server says so.</param>
    /// <param name="host">Where to tell.</param>
    public DownloadProgress(DatasetFile file, string path, long? total, DatasetHost host)
    {
        _name = file.Name;
        _total = total;
        _host = host;
        if (host.Redraws) Draw();
        else host.Progress.WriteLine($"Downloading {file.Address} to {path}");
    }

    /// <summary>Tells how many bytes have come so far.</summary>
    public void Report(long received)
    {
        _received = received;
        if (_host.Redraws && Stopwatch.GetElapsedTime(_drawn) >= Pause) Draw();
    }

    /// <summary>Draws the last state and ends the line.</summary>
    public void Dispose()
    {
        if (!_host.Redraws) return;
        Draw();
        _host.Progress.WriteLine();
    }

    private void Draw()
    {
        string bar = "", whole = "";
        if (_total is { } total and > 0)
        {
            int done = (int)(Cells * Math.Min(_received, total) / total);
            bar = $" \u001b[32m{new string('━', done)}\u001b[0m\u001b[37m{new string('━', Cells - done)}\u001b[0m";
            whole = $" of {Megabytes(total)}";
        }
        _host.Progress.Write($"\rDownloading {_name}{bar} {Megabytes(_received)}{whole} MB");
        _drawn = Stopwatch.GetTimestamp();
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
