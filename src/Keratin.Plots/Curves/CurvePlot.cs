using System.Globalization;

namespace Keratin;

/// <summary>
/// A picture of curves over epochs, made by <see cref="Plots.Plot(History, int)"/> or <see cref="Plots.Series"/>. Each option returns a
/// new picture and leaves this one as it is; <see cref="Save"/> draws.
/// </summary>
public sealed class CurvePlot
{
    private readonly Panel[] _panels;
    private readonly bool _hasBest;
    private readonly bool _largerIsBetter;
    private readonly int _skip;
    private readonly double _smoothing;
    private readonly string? _title;

    internal CurvePlot(Panel[] panels, bool hasBest, bool largerIsBetter, int skip = 0, double smoothing = 0, string? title = null)
    {
        _panels = panels;
        _hasBest = hasBest;
        _largerIsBetter = largerIsBetter;
        _skip = skip;
        _smoothing = smoothing;
        _title = title;
        Raw = [.. panels.Select(panel => panel.Skip(skip))];
        Drawn = [.. Raw.Select(panel => panel.Smooth(smoothing))];
        BestEpoch = hasBest && Drawn[0].Validation?.Best(largerIsBetter) is int best ? skip + best : null;
    }

    /// <summary>
    /// The marked epoch, counted from 0: where the drawn (smoothed) validation loss or series is best among the epochs
    /// that are not skipped. Null where a run had no validation data.
    /// </summary>
    public int? BestEpoch { get; }

    internal Panel[] Raw { get; }

    internal Panel[] Drawn { get; }

    internal double Smoothing => _smoothing;

    internal bool IsSmoothed => _smoothing > 0;

    /// <summary>The best epoch as an index among the epochs drawn.</summary>
    internal int? BestDrawn => BestEpoch - _skip;

    internal string? Heading => _title;

    /// <summary>
    /// Smooths every curve by an exponential moving average and draws the values themselves palely behind it:
    /// <c>smoothed[i] = smoothed[i − 1] · factor + value[i] · (1 − factor)</c>, beginning with the first value that is drawn.
    /// </summary>
    /// <param name="factor">How much of the average stays from epoch to epoch: 0 changes nothing, 0.9 is the usual choice. Below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is negative, 1 or more, or not a number.</exception>
    public CurvePlot Smooth(double factor) => factor is >= 0 and < 1
        ? new(_panels, _hasBest, _largerIsBetter, _skip, factor, _title)
        : throw new ArgumentOutOfRangeException(nameof(factor), string.Create(CultureInfo.InvariantCulture, $"The smoothing factor must be at least 0 and below 1, for example 0.9, but it is {factor}."));

    /// <summary>Leaves out the first epochs, where the values are often of another size than in all that follow.</summary>
    /// <param name="epochs">How many to leave out, counted from the run's first; 0 draws all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is negative or leaves no epoch.</exception>
    public CurvePlot Skip(int epochs)
    {
        int count = _panels[0].Epochs.Length;
        return epochs >= 0 && epochs < count
            ? new(_panels, _hasBest, _largerIsBetter, epochs, _smoothing, _title)
            : throw new ArgumentOutOfRangeException(nameof(epochs), string.Create(CultureInfo.InvariantCulture, $"Of {count} epochs, 0 to {count - 1} can be skipped, but not {epochs}."));
    }

    /// <summary>Writes a heading above the picture.</summary>
    /// <param name="title">One line of text in Latin, Greek or Cyrillic letters.</param>
    public CurvePlot Title(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        return new(_panels, _hasBest, _largerIsBetter, _skip, _smoothing, title);
    }

    /// <summary>
    /// Draws the picture and writes it to a file, replacing one that is there only when the new one is complete. Folders
    /// that are missing are made.
    /// </summary>
    /// <param name="path">Where to; the ending says the format: <c>.png</c> or <c>.svg</c>.</param>
    /// <param name="width">In pixels, 200 to 16384; left out, 600 for each panel in a row, at most three to a row, and 800 for a single one.</param>
    /// <param name="height">In pixels, 150 to 16384; left out, 450 for each row of panels, and 40 for a title.</param>
    /// <returns>The full path of the file.</returns>
    /// <exception cref="ArgumentException">The ending is of no known format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is out of its range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public string Save(string path, int? width = null, int? height = null)
    {
        var picture = new Picture(new CurveDrawing(this));
        return (_title is null ? picture : picture.Title(_title)).Save(path, width, height);
    }
}
