namespace Keratin;

/// <summary>Keeps the model's weights in a file after each epoch, or only when a value has become better. Arguments and defaults are Keras's.</summary>
public sealed class ModelCheckpoint : Callback
{
    private readonly FileNameTemplate _filepath;
    private readonly MonitoredValue _monitor;
    private readonly int _verbose;
    private readonly bool _saveBestOnly;
    private readonly int? _saveEverySteps;
    private readonly double? _initialValueThreshold;
    private int _epoch;
    private int _batch;
    private int _steps;

    /// <summary>Makes a callback.</summary>
    /// <param name="filepath">
    /// The file: <c>.keras</c> for the whole model, <c>.weights.h5</c>, <c>.safetensors</c> or <c>.npz</c> for its weights. A
    /// folder that is missing is made when training begins. Names in braces are filled in:
    /// <c>model.{epoch:02d}-{val_loss:.2f}.keras</c>. Any name out of the logs may be used, and <c>epoch</c> and,
    /// with <paramref name="saveEverySteps"/>, <c>batch</c>, both counted from 1. Formats are Python's,
    /// <c>[0][width][.precision]</c> and one of <c>d</c> (whole numbers), <c>f</c>, <c>e</c>, <c>g</c>, <c>%</c>; <c>{{</c>
    /// and <c>}}</c> stand for single braces.
    /// </param>
    /// <param name="monitor">
    /// The value to watch where only the best is kept. Default: <c>"val_loss"</c>. Where the logs have no such value,
    /// nothing is saved, and a warning says so once, as in <see cref="EarlyStopping"/>.
    /// </param>
    /// <param name="verbose">1 prints a line for each file; 0, the default, prints nothing.</param>
    /// <param name="saveBestOnly">Whether a file is written only when the watched value is better than ever before. Default: no.</param>
    /// <param name="mode"><c>"min"</c> where less is better, <c>"max"</c> where more is, <c>"auto"</c> (the default) to go by the loss or metric.</param>
    /// <param name="saveEverySteps">Writes after so many steps instead of after each epoch (Keras's integer <c>save_freq</c>). Default: after each epoch.</param>
    /// <param name="initialValueThreshold">Where only the best is kept, a value has to be better than this one too. Default: none.</param>
    /// <exception cref="ArgumentException">The file's name has another end, a format in it is not known or does not fit, or the mode is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="saveEverySteps"/> is less than 1.</exception>
    public ModelCheckpoint(string filepath, string monitor = "val_loss", int verbose = 0, bool saveBestOnly = false, string mode = "auto",
        int? saveEverySteps = null, double? initialValueThreshold = null)
    {
        FileEnd.RequireModelOrWeights(filepath, nameof(filepath));
        if (saveEverySteps < 1) throw new ArgumentOutOfRangeException(nameof(saveEverySteps), $"saveEverySteps must be at least 1 but was {saveEverySteps}: leave it out to save after each epoch.");
        _filepath = new FileNameTemplate(nameof(ModelCheckpoint), filepath, nameof(filepath));
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

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <summary>Forgets the previous run, makes the folder where it is missing, and looks whether there will be what the file's name asks for.</summary>
    /// <exception cref="InvalidOperationException">The file's name asks for a value that there will not be. (Where a callback before this one may add it, that shows at the end of the first epoch.)</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        _monitor.Reset();
        _monitor.Best = _initialValueThreshold;
        _steps = 0;
        LastFile = null;
        if (LogNames is { } names)
        {
            // The logs of a step have no validation.
            string[] known = [.. names.Where(name => _saveEverySteps is null || !IsOfValidation(name))];
            foreach (string name in _filepath.Names)
                if (name != "epoch" && (name != "batch" || _saveEverySteps is null) && !known.Contains(name)) throw Missing(name, known);
        }
        if (_filepath.Folder is { } folder) OutputFolder.Make(folder);
    }

    /// <inheritdoc/>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs) => _epoch = epoch;

    /// <inheritdoc/>
    protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs)
    {
        _batch = batch;
        if (++_steps % _saveEverySteps == 0) Save(logs);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The file's name asks for a value that there is not.</exception>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (_saveEverySteps is null) Save(logs);
    }

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state)
    {
        _monitor.Save(state);
        state.Set("epoch", _epoch);
        state.Set("steps", _steps);
        state.Set("last_file", LastFile);
    }

    /// <inheritdoc/>
    protected internal override void LoadState(CallbackState state)
    {
        _monitor.Load(state);
        (_epoch, _steps) = (state.GetInt("epoch") ?? 0, state.GetInt("steps") ?? 0);
        LastFile = state.GetText("last_file");
    }

    private void Save(IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (!_saveBestOnly)
        {
            Write(logs, FormattableString.Invariant($"Epoch {_epoch + 1}: "));
            return;
        }
        if (_monitor.Read(Model, logs, "save the model", Warnings) is not { } current) return;
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
        string file = _filepath.Fill(name => ValueOf(name, logs));
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) OutputFolder.Make(folder);
        if (FileEnd.Is(file, FileEnd.Model)) Model.Save(file);
        else Model.SaveWeights(file);
        LastFile = file;
        if (_verbose > 0) Output.WriteLine($"{why}saving model to {file}");
    }

    private double ValueOf(string name, IDictionary<string, double> logs) => name switch
    {
        "epoch" => _epoch + 1,
        "batch" when _saveEverySteps is not null => _batch + 1,
        _ => logs.TryGetValue(name, out double value) ? value : throw Missing(name, logs.Keys),
    };

    private InvalidOperationException Missing(string name, IEnumerable<string> known)
    {
        string[] there = [.. _saveEverySteps is null ? (string[])[] : ["batch"], "epoch", .. known.Order(StringComparer.Ordinal)];
        string cause = name == "batch" ? " The batch is known where saveEverySteps is given."
            : !IsOfValidation(name) ? ""
            : _saveEverySteps is null ? " Values that begin with val_ need validationData or validationSplit, and a validation in each epoch that is saved."
            : " Values that begin with val_ are known at the end of an epoch: leave out saveEverySteps.";
        return new InvalidOperationException($"ModelCheckpoint cannot fill in {{{name}}} in \"{_filepath}\": there is only {string.Join(", ", there)}.{cause}");
    }

    private static bool IsOfValidation(string name) => name.StartsWith("val_", StringComparison.Ordinal);
}
