using System.Globalization;

namespace Keratin;

/// <summary>
/// What happened in one run of <c>Fit</c>: the loss and every metric, epoch by epoch, by Keras's names
/// (<c>accuracy, loss, val_accuracy, val_loss</c>). Prints as a line per name, with its curve.
/// </summary>
public sealed class History
{
    private const int SparklineWidth = 40;

    private readonly SortedList<string, List<double>> _values = new(StringComparer.Ordinal);
    private readonly List<int> _epochs = [];
    private readonly Func<IEnumerable<(string Name, Metric? Metric)>> _reported;

    internal History(int seed, Func<IEnumerable<(string Name, Metric? Metric)>> reported) => (Seed, _reported) = (seed, reported);

    /// <summary>The seed that the run used: given again, it gives the same weights and the same history.</summary>
    public int Seed { get; }

    /// <summary>What the model that was trained reports; metrics say of their values whether larger is better.</summary>
    internal IEnumerable<(string Name, Metric? Metric)> Reported => _reported();

    /// <summary>How long the epochs took together, with their validations and callbacks; zero for what is no single run.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>How many epochs were run.</summary>
    public int Epochs => _epochs.Count;

    /// <summary>The numbers of the epochs that were run, counted from 0 as in Keras.</summary>
    public IReadOnlyList<int> Epoch => _epochs.AsReadOnly();

    /// <summary>The names that have values, in alphabetical order; those of the validation data begin with <c>val_</c>.</summary>
    public IReadOnlyList<string> Names => [.. _values.Keys];

    /// <summary>The values of one name, one per epoch; <see cref="double.NaN"/> for an epoch that had none.</summary>
    /// <param name="name">A name out of <see cref="Names"/>, for example <c>"val_loss"</c>.</param>
    /// <exception cref="KeyNotFoundException">The history has no such name; the message lists those it has.</exception>
    public IReadOnlyList<double> this[string name] => Find(name).AsReadOnly();

    /// <summary>Whether there are values of this name.</summary>
    /// <param name="name">For example <c>"val_loss"</c>.</param>
    public bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>
    /// The index of the best epoch, counted from 0: the one with the largest value where larger is better, else the
    /// one with the smallest. The first of equals; epochs without a value (NaN) are passed over.
    /// </summary>
    /// <param name="monitor">The name to judge by. With <c>"val_loss"</c>, later epochs than the best one overfit.</param>
    /// <param name="mode"><c>"min"</c> where less is better, <c>"max"</c> where more is, <c>"auto"</c> (the default) to go by the loss or metric (<see cref="Metric.HigherIsBetter"/>).</param>
    /// <exception cref="ArgumentException">The mode is not known.</exception>
    /// <exception cref="KeyNotFoundException">The history has no such name, for example because <c>Fit</c> was given no validation data.</exception>
    /// <exception cref="InvalidOperationException">No epoch has a value of this name; or the mode is auto and nothing says whether more or less of the value is better.</exception>
    public int BestEpoch(string monitor = "val_loss", string mode = "auto")
    {
        Direction.CheckMode(nameof(BestEpoch), mode);
        List<double> values = Find(monitor);
        bool largest = Direction.LargerIsBetter(nameof(BestEpoch), monitor, mode, Reported);
        int best = -1;
        for (int i = 0; i < values.Count; i++)
        {
            if (double.IsNaN(values[i])) continue;
            if (best < 0 || (largest ? values[i] > values[best] : values[i] < values[best])) best = i;
        }
        return best >= 0 ? best : throw new InvalidOperationException($"No epoch is the best by '{monitor}': all its values are NaN.");
    }

    /// <summary>
    /// The values of one name as a curve in a line of text, one character per epoch: <c>█▅▃▂▁▁▂</c>. The smallest value is
    /// ▁, the largest █, by their logarithms where the largest is more than ten times the smallest; an epoch without a value
    /// is a space.
    /// </summary>
    /// <param name="name">A name out of <see cref="Names"/>, for example <c>"val_loss"</c>.</param>
    /// <param name="width">The most characters, at least 1: of more epochs, neighbours are averaged. Default: 40.</param>
    /// <exception cref="KeyNotFoundException">The history has no such name; the message lists those it has.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is less than 1.</exception>
    public string Sparkline(string name, int width = SparklineWidth)
    {
        if (width < 1) throw new ArgumentOutOfRangeException(nameof(width), string.Create(CultureInfo.InvariantCulture, $"A sparkline needs a width of at least 1 character, but it is {width}."));
        return Keratin.Sparkline.Of(Find(name), width);
    }

    /// <summary>
    /// A line per name: the first value, the curve, the last value, and the best with its epoch, counted from 1 as on the
    /// progress line (nothing where it is not known whether more or less is better). <see cref="ToTable"/> lists all epochs.
    /// </summary>
    public override string ToString()
    {
        if (Epochs == 0) return "no epochs";
        int?[] best = [.. Names.Select(BestOrNull)];
        return ColumnText.Write(
        [
            (["", .. Names], AtLeft: true),
            (["first", .. _values.Values.Select(values => Format(values[0]))], AtLeft: false),
            ([Epochs == 1 ? "1 epoch" : string.Create(CultureInfo.InvariantCulture, $"{Epochs} epochs"), .. Names.Select(name => Sparkline(name))], AtLeft: true),
            (["last", .. _values.Values.Select(values => Format(values[^1]))], AtLeft: false),
            (["best", .. _values.Values.Zip(best, (values, index) => index is { } i ? Format(values[i]) : "")], AtLeft: false),
            (["in epoch", .. best.Select(index => index is { } i ? (_epochs[i] + 1).ToString(CultureInfo.InvariantCulture) : "")], AtLeft: false),
        ]);
    }

    /// <summary>All values as a table: a line per epoch, counted from 1 as on the progress line, and a column per name.</summary>
    public string ToTable()
    {
        List<string[]> columns = [["epoch", .. _epochs.Select(epoch => (epoch + 1).ToString(CultureInfo.InvariantCulture))]];
        foreach ((string name, List<double> values) in _values) columns.Add([name, .. values.Select(Format)]);
        return ColumnText.Write(columns);
    }

    /// <summary>Takes in the values of one epoch. Names that come or go between epochs are filled up with NaN.</summary>
    /// <param name="epoch">The epoch's number, counted from 0.</param>
    /// <param name="logs">The epoch's values by name.</param>
    internal void Add(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        foreach (string name in logs.Keys)
            if (!_values.ContainsKey(name)) _values.Add(name, [.. Enumerable.Repeat(double.NaN, Epochs)]);
        foreach ((string name, List<double> values) in _values)
            values.Add(logs.TryGetValue(name, out double value) ? value : double.NaN);
        _epochs.Add(epoch);
    }

    /// <summary>The epochs and their values, to be kept.</summary>
    internal HistoryRecord ToRecord() => new([.. _epochs], _values.ToDictionary(values => values.Key, values => (IReadOnlyList<double>)[.. values.Value], StringComparer.Ordinal));

    /// <summary>Takes in the epochs of a run that goes on.</summary>
    internal void GoOnFrom(HistoryRecord record)
    {
        foreach ((int place, int epoch) in record.Epochs.Index()) Add(epoch, record.Values.ToDictionary(values => values.Key, values => values.Value[place], StringComparer.Ordinal));
    }

    internal static string Format(double value) =>
        // As Keras prints: small values keep their digits, where a fixed four decimals would show 0.0000.
        value.ToString(value != 0 && Math.Abs(value) <= 1e-3 ? "0.0000e+00" : "F4", CultureInfo.InvariantCulture);

    // No value is the best of those that are no metric, such as the learning rate.
    private int? BestOrNull(string name)
    {
        bool isReported = Reported.Any(known => name == known.Name || name == "val_" + known.Name);
        return isReported && !_values[name].TrueForAll(double.IsNaN) ? BestEpoch(name) : null;
    }

    private List<double> Find(string name)
    {
        if (_values.TryGetValue(name, out List<double>? values)) return values;
        if (_values.Count == 0)
            throw new KeyNotFoundException($"There is no '{name}' in this history: it has no epochs yet.");
        if (name.StartsWith("val_", StringComparison.Ordinal) && !_values.Keys.Any(known => known.StartsWith("val_", StringComparison.Ordinal)))
            throw new KeyNotFoundException($"There is no '{name}' in this history, because Fit was given no validation data: pass validationData or validationSplit, or use one of {string.Join(", ", _values.Keys)}.");
        throw new KeyNotFoundException($"There is no '{name}' in this history. It has {string.Join(", ", Names)}. Did you mean '{NearestName.Of(name, Names)}'?");
    }
}
