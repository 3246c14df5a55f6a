using System.Globalization;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// Writes the values of each epoch as a line of a CSV file, as soon as the epoch is over: <c>epoch</c>, counted from 0,
/// then the names in alphabetical order. The columns are those of the first epoch; if that one was not validated,
/// columns for the validation are added, with <c>NA</c> where an epoch has no value.
/// </summary>
public sealed class CSVLogger : Callback
{
    private readonly string _filename;
    private readonly string _separator;
    private readonly bool _append;
    private string[]? _names;

    /// <summary>Makes a logger. The file is opened when training starts.</summary>
    /// <param name="filename">The file, for example <c>training.csv</c>.</param>
    /// <param name="separator">What stands between values. Default: a comma.</param>
    /// <param name="append">Whether the lines are added to an existing file; by default it is replaced.</param>
    /// <exception cref="ArgumentException">The file name or the separator is empty.</exception>
    public CSVLogger(string filename, string separator = ",", bool append = false)
    {
        if (string.IsNullOrWhiteSpace(filename)) throw new ArgumentException("CSVLogger needs the name of a file to write, such as \"training.csv\".", nameof(filename));
        if (string.IsNullOrEmpty(separator)) throw new ArgumentException("CSVLogger needs something between values, such as \",\", as separator.", nameof(separator));
        (_filename, _separator, _append) = (filename, separator, append);
    }

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <summary>Opens the file, so that a folder that does not exist is noticed before the training.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    protected internal override void OnTrainBegin(IDictionary<string, double> logs)
    {
        _names = null;
        Write(() =>
        {
            if ((_append || IsResumed) && File.Exists(_filename) && new FileInfo(_filename).Length > 0) _names = File.ReadLines(_filename).First().Split(_separator)[1..];
            else File.WriteAllText(_filename, "");
        });
    }

    /// <summary>Writes a line.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (_names is null)
        {
            string[] names = [.. logs.Keys.Order(StringComparer.Ordinal)];
            bool validated = names.Any(name => name.StartsWith("val_", StringComparison.Ordinal));
            _names = validated ? names : [.. names, .. names.Select(name => "val_" + name)];
            Append("epoch", _names);
        }
        Append(epoch.ToString(CultureInfo.InvariantCulture), _names.Select(name => logs.TryGetValue(name, out double value) ? value.ToString(CultureInfo.InvariantCulture) : "NA"));
    }

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state)
    {
        state.Set("length", new FileInfo(_filename).Length);
        state.Set("names", _names is null ? null : string.Join('\n', _names));
    }

    /// <summary>Cuts off the lines of epochs that are trained again.</summary>
    protected internal override void LoadState(CallbackState state)
    {
        using (FileStream file = File.OpenWrite(_filename))
            if (state.GetNumber("length") is { } length && length < file.Length) file.SetLength((long)length);
        _names = state.GetText("names")?.Split('\n');
    }

    private void Append(string first, IEnumerable<string> values) => Write(() =>
    {
        using var file = new StreamWriter(_filename, append: true);
        // It would be written over from its beginning.
        if (!file.BaseStream.CanSeek && new FileInfo(_filename).Length > 0) throw new IOException("its end cannot be found");
        file.Write(string.Join(_separator, values.Prepend(first)) + "\r\n");
    });

    private void Write(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = error is DirectoryNotFoundException ? "its folder is not there; make it first" : FileError.Reason(error);
            throw new IOException($"CSVLogger cannot write to {_filename}: {reason}.", error);
        }
    }
}
