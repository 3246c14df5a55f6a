using System.Globalization;
using System.Text.RegularExpressions;

namespace Keratin;

/// <summary>Keeps the model's weights in a file after each epoch, or only when a value has become better. Arguments and defaults are Keras's.</summary>
public sealed partial class ModelCheckpoint : Callback
{
    private readonly string _filepath;
    private readonly MonitoredValue _monitor;
    private readonly int _verbose;
    private readonly bool _saveBestOnly;
    private readonly int? _saveEverySteps;
    private readonly double? _initialValueThreshold;
    private int _epoch;
    private int _steps;

    /// <summary>Makes a callback.</summary>
    /// <param name="filepath">
    /// The file, which must end in <c>.npz</c>. Names in braces are filled in: <c>weights.{epoch:02d}-{val_loss:.2f}.npz</c>, in
    /// Python's formats or .NET's (<c>{epoch:00}</c>). The epoch is counted from 1; any name out of the logs may be used.
    /// </param>
    /// <param name="monitor">The value to watch where only the best is kept. Default: <c>"val_loss"</c>.</param>
    /// <param name="verbose">1 prints a line for each file; 0, the default, prints nothing.</param>
    /// <param name="saveBestOnly">Whether a file is written only when the watched value is better than ever before. Default: no.</param>
    /// <param name="mode"><c>"min"</c> where less is better, <c>"max"</c> where more is, <c>"auto"</c> (the default) to go by the loss or metric.</param>
    /// <param name="saveEverySteps">Writes after so many steps instead of after each epoch (Keras's integer <c>save_freq</c>). Default: after each epoch.</param>
    /// <param name="initialValueThreshold">Where only the best is kept, a value has to be better than this one too. Default: none.</param>
    /// <exception cref="ArgumentException">The file's name does not end in <c>.npz</c>, or the mode is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="saveEverySteps"/> is less than 1.</exception>
    public ModelCheckpoint(string filepath, string monitor = "val_loss", int verbose = 0, bool saveBestOnly = false, string mode = "auto",
        int? saveEverySteps = null, double? initialValueThreshold = null)
    {
        Model.CheckWeightFile(filepath, nameof(filepath));
        if (saveEverySteps < 1) throw new ArgumentOutOfRangeException(nameof(saveEverySteps), $"saveEverySteps must be at least 1 but was {saveEverySteps}: leave it out to save after each epoch.");
        _filepath = filepath;
        _monitor = new MonitoredValue(nameof(ModelCheckpoint), monitor, mode, minDelta: 0);
        _verbose = verbose;
        _saveBestOnly = saveBestOnly;
        _saveEverySteps = saveEverySteps;
        _initialValueThreshold = MonitoredValue.Bound(nameof(ModelCheckpoint), nameof(initialValueThreshold), initialValueThreshold);
    }

    /// <summary>The file that was written last; null where none was.</summary>
    public string? LastFile { get; private set; }

    /// <summary>Where verbose lines go.</summary>
    internal TextWriter Output { get; init; } = Console.Out;

    /// <summary>Where warnings go.</summary>
    internal TextWriter Warnings { get; init; } = Console.Error;

    /// <inheritdoc/>
    protected override bool WantsBatches => _saveEverySteps is not null;

    /// <summary>Forgets the previous run.</summary>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        _monitor.Reset();
        _monitor.Best = _initialValueThreshold;
        _steps = 0;
        LastFile = null;
    }

    /// <inheritdoc/>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => _epoch = epoch;

    /// <inheritdoc/>
    protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs)
    {
        if (++_steps % _saveEverySteps == 0) Save(logs);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The file's name asks for a value that there is not.</exception>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (_saveEverySteps is null) Save(logs);
    }

    private void Save(IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!_saveBestOnly)
        {
            Write(logs, FormattableString.Invariant($"Epoch {_epoch + 1}: "));
            return;
        }
        if (_monitor.Read(Model, logs, "save the weights", Warnings) is not { } current) return;
        string from = _monitor.Best is { } best ? FormattableString.Invariant($" from {best:F5}") : "";
        string epoch = FormattableString.Invariant($"Epoch {_epoch + 1}: {_monitor.Name} ");
        if (!_monitor.IsBetter(current, _monitor.Best))
        {
            if (_verbose > 0) Output.WriteLine($"{epoch}did not improve{from}");
            return;
        }
        _monitor.Best = current;
        Write(logs, FormattableString.Invariant($"{epoch}improved{from} to {current:F5}, "));
    }

    private void Write(IDictionary<string, double> logs, string why)
    {
        string file = Placeholder().Replace(_filepath, match => Text(match.Groups["name"].Value, match.Groups["format"].Value, logs));
        Model.SaveWeights(file);
        LastFile = file;
        if (_verbose > 0) Output.WriteLine($"{why}saving model to {file}");
    }

    private string Text(string name, string format, IDictionary<string, double> logs)
    {
        if (name == "epoch") return (_epoch + 1).ToString(DotNetFormat(format), CultureInfo.InvariantCulture);
        if (logs.TryGetValue(name, out double value)) return value.ToString(DotNetFormat(format), CultureInfo.InvariantCulture);
        throw new InvalidOperationException($"ModelCheckpoint cannot fill in {{{name}}} in \"{_filepath}\": there is only epoch, {string.Join(", ", logs.Keys.Order(StringComparer.Ordinal))}.");
    }

    // Python's 02d, .2f and .3e are .NET's D2, F2 and e3.
    private static string DotNetFormat(string format) =>
        PythonInteger().Match(format) is { Success: true } integer ? "D" + integer.Groups[1].Value
        : PythonFloat().Match(format) is { Success: true } number ? number.Groups[2].Value.ToUpperInvariant() + number.Groups[1].Value
        : format;

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^}]*))?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^0?(\d*)d$")]
    private static partial Regex PythonInteger();

    [GeneratedRegex(@"^\.(\d+)([fe])$")]
    private static partial Regex PythonFloat();
}
