using System.Globalization;

namespace Keratin;

/// <summary>
/// The settings of one trial of a <see cref="HyperParameterSearch"/>. A function that builds a model asks for them by
/// name where it needs them; the search decides what it is told. Within one trial the same name has the same value.
/// </summary>
/// <example>
/// <code>
/// Model Build(HyperParameters hp)
/// {
///     var model = new Sequential(new Dense(hp.Int("units", 16, 64, step: 16), activation: hp.Choice("activation", "relu", "tanh")), new Dense(1));
///     model.Compile(new RMSprop(hp.Float("learning_rate", 1e-4, 1e-2, logarithmic: true)), loss: "mse", metrics: ["mae"]);
///     return model;
/// }
/// </code>
/// </example>
public sealed class HyperParameters
{
    private readonly OrderedDictionary<string, Decision> _decisions = new(StringComparer.Ordinal);
    private readonly Func<string, int, long?, double> _choose;
    private bool _decided;

    /// <summary>Settings that are still open.</summary>
    /// <param name="choose">Chooses a place from 0 to below 1, given a name, how many decisions came before it, and how many options there are (null: any number in between).</param>
    internal HyperParameters(Func<string, int, long?, double> choose) => _choose = choose;

    /// <summary>The values by name, in the order in which they were asked for: a number, a text, or what was to be chosen from.</summary>
    public IReadOnlyDictionary<string, object> Values => new OrderedDictionary<string, object>(_decisions.Select(decision => KeyValuePair.Create(decision.Key, decision.Value.Value)), StringComparer.Ordinal);

    /// <summary>A whole number.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value, included if the steps meet it.</param>
    /// <param name="step">The distance from one value to the next. Default: 1.</param>
    /// <exception cref="ArgumentException">The range is empty, or the name was asked for with another range before.</exception>
    public int Int(string name, int min, int max, int step = 1)
    {
        if (max < min) throw new ArgumentException($"The hyper-parameter \"{name}\" has no value from {min} to {max}.", nameof(max));
        if (step < 1) throw new ArgumentOutOfRangeException(nameof(step), $"The step of the hyper-parameter \"{name}\" must be at least 1 but was {step}.");
        long options = ((long)max - min) / step + 1;
        return Decide(name, $"Int from {min} to {max} by {step}", options, place => (int)(min + step * (long)(place * options)));
    }

    /// <summary>A number.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="step">
    /// The distance from one value to the next, or the factor where <paramref name="logarithmic"/>; null: every value between, which only a random search can draw from.
    /// </param>
    /// <param name="logarithmic">Whether every power of ten is as likely as another, as suits learning rates. Default: no.</param>
    /// <exception cref="ArgumentException">The range or the step makes no sense, or the name was asked for with another range before.</exception>
    public double Float(string name, double min, double max, double? step = null, bool logarithmic = false)
    {
        if (!(max >= min) || !double.IsFinite(max - min)) throw new ArgumentException(Invariant($"The hyper-parameter \"{name}\" has no value from {min} to {max}."), nameof(max));
        if (logarithmic && min <= 0) throw new ArgumentOutOfRangeException(nameof(min), Invariant($"The hyper-parameter \"{name}\" is logarithmic, so its smallest value must be positive, but it was {min}."));
        if (step is { } given && !(logarithmic ? given > 1 : given > 0))
            throw new ArgumentOutOfRangeException(nameof(step), Invariant($"The step of the hyper-parameter \"{name}\" must be {(logarithmic ? "a factor above 1" : "positive")} but was {given}."));
        // A hair more, so that rounding does not lose the last value: 0.1 to 0.3 by 0.1 has three.
        long? options = step is not { } by ? null : (long)((logarithmic ? Math.Log(max / min) / Math.Log(by) : (max - min) / by) + 1e-9) + 1;
        return Decide(name, Invariant($"Float from {min} to {max}{(logarithmic ? ", logarithmic" : "")}{(step is null ? "" : Invariant($", by {step}"))}"), options, place =>
            (options, logarithmic) switch
            {
                ({ } count, false) => min + step!.Value * Math.Floor(place * count),
                ({ } count, true) => min * Math.Pow(step!.Value, Math.Floor(place * count)),
                (null, false) => min + place * (max - min),
                (null, true) => min * Math.Pow(max / min, place),
            });
    }

    /// <summary>One of several values.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="values">What there is to choose from.</param>
    /// <typeparam name="T">Numbers, texts, anything whose text tells values apart.</typeparam>
    /// <exception cref="ArgumentException">There are no values, or the name was asked for with others before.</exception>
    public T Choice<T>(string name, params IReadOnlyList<T> values) where T : notnull
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0) throw new ArgumentException($"The hyper-parameter \"{name}\" has no values to choose from.", nameof(values));
        return Decide(name, $"Choice of {string.Join(", ", values.Select(value => Text(value)))}", values.Count, place => values[(int)(place * values.Count)]);
    }

    /// <summary>Yes or no.</summary>
    /// <param name="name">What tables call it.</param>
    public bool Boolean(string name) => Choice(name, false, true);

    /// <summary>The values in one line: <c>units: 32, learning_rate: 0.001</c>.</summary>
    public override string ToString() => string.Join(", ", _decisions.Select(decision => $"{decision.Key}: {decision.Value.Text}"));

    /// <summary>The decisions in the order in which they were made: the name, which option was taken, and out of how many.</summary>
    internal IEnumerable<(string Name, long Taken, long? Options)> Decisions => _decisions.Select(decision => (decision.Key, decision.Value.Taken, decision.Value.Options));

    /// <summary>The text of a value, as tables show it; empty where the trial did not ask for it.</summary>
    internal string TextOf(string name) => _decisions.TryGetValue(name, out Decision? decision) ? decision.Text : "";

    /// <summary>From now on, only what has been decided may be asked for.</summary>
    internal void Close() => _decided = true;

    private T Decide<T>(string name, string range, long? options, Func<double, T> valueAt) where T : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_decisions.TryGetValue(name, out Decision? made))
        {
            if (made.Range == range) return (T)made.Value;
            throw new ArgumentException($"The hyper-parameter \"{name}\" was asked for as {made.Range} and then as {range}: give each its own name.", nameof(name));
        }
        if (_decided) throw new InvalidOperationException($"The hyper-parameter \"{name}\" was not asked for when the first model of this trial was built: the function must ask for the same names each time it is called with the same values.");
        double place = _choose(name, _decisions.Count, options);
        T value = valueAt(place);
        _decisions.Add(name, new Decision(range, value, Text(value), options is { } count ? (long)(place * count) : 0, options));
        return value;
    }

    private static string Text(object value) => value switch
    {
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Decision(string Range, object Value, string Text, long Taken, long? Options);
}
