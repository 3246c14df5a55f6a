namespace Keratin;

/// <summary>
/// A value that a callback watches from epoch to epoch, and the best of it so far. With the mode <c>auto</c>, the loss
/// or the metric of that name says whether less or more is better.
/// </summary>
internal sealed class MonitoredValue
{
    private readonly string _owner;
    private readonly string _mode;
    private readonly double _minDelta;
    private bool? _largerIsBetter;
    private bool _warned;

    /// <summary>Starts to watch.</summary>
    /// <param name="owner">What messages call the callback.</param>
    /// <param name="name">The value's name in the logs.</param>
    /// <param name="mode"><c>auto</c>, <c>min</c> or <c>max</c>.</param>
    /// <param name="minDelta">A change counts as better only if it is larger than this.</param>
    /// <exception cref="ArgumentException">There is no name, the mode is not known, or the change is not finite.</exception>
    public MonitoredValue(string owner, string name, string mode, double minDelta)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException($"{owner} needs the name of a value to watch, such as \"val_loss\", as monitor.", "monitor");
        if (!double.IsFinite(minDelta)) throw new ArgumentOutOfRangeException(nameof(minDelta), FormattableString.Invariant($"{owner}: minDelta must be a finite number but was {minDelta}."));
        Direction.CheckMode(owner, mode);
        (_owner, Name, _mode, _minDelta) = (owner, name, mode, Math.Abs(minDelta));
    }

    /// <summary>The value's name in the logs.</summary>
    public string Name { get; }

    /// <summary>A value to compare with that was given by a user, checked to be a number.</summary>
    public static double? Bound(string owner, string argument, double? value) =>
        value is not double.NaN ? value : throw new ArgumentOutOfRangeException(argument, $"{owner}: {argument} must be a number, or null for none, but was NaN: nothing is better than it.");

    /// <summary>A number of epochs that was given by a user, checked to be at least 0.</summary>
    public static int Epochs(string owner, string argument, int value) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{owner}: {argument} must be 0 or more epochs but was {value}."));

    /// <summary>The best value so far.</summary>
    public double? Best { get; set; }

    /// <summary>Forgets the previous run.</summary>
    public void Reset()
    {
        _largerIsBetter = null;
        _warned = false;
        Best = null;
    }

    /// <summary>Keeps the best value so far.</summary>
    public void Save(CallbackState state) => state.Set("best", Best);

    /// <summary>Takes the best value back.</summary>
    public void Load(CallbackState state) => Best = state.GetNumber("best");

    /// <summary>The value of this epoch; null, with one warning per run, where the logs have none.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="logs">The epoch's values.</param>
    /// <param name="consequence">What the callback will not do without it: <c>stop training</c>.</param>
    /// <param name="warnings">Where that is said.</param>
    /// <exception cref="InvalidOperationException">The mode is auto and nothing says whether more or less of the value is better.</exception>
    public double? Read(Model model, IDictionary<string, double> logs, string consequence, TextWriter warnings)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (logs.TryGetValue(Name, out double value))
        {
            _largerIsBetter ??= Direction.LargerIsBetter(_owner, Name, _mode, model.Reported);
            return value;
        }
        if (_warned) return null;
        _warned = true;
        string cause = Name.StartsWith("val_", StringComparison.Ordinal) ? " Values that begin with val_ need validationData or validationSplit." : "";
        warnings.WriteLine($"{_owner} watches \"{Name}\", but there is only {string.Join(", ", logs.Keys.Order(StringComparer.Ordinal))}: it will not {consequence}.{cause}");
        return null;
    }

    /// <summary>
    /// Whether a value is better than another. Nothing is better than before where it is not a number, so that a later
    /// number can still be the best; any number is better than none.
    /// </summary>
    public bool IsBetter(double value, double? than) =>
        !double.IsNaN(value) && (than is not { } other || (_largerIsBetter == true ? value - _minDelta > other : value + _minDelta < other));
}
