using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Keratin;

/// <summary>
/// What an object was made with, in Keras's words: names such as <c>units</c> with their values, as they stand in the
/// files of models. A layer of your own writes its settings in <c>WriteConfig</c> and is made of them again in
/// <see cref="IFromConfig{TSelf}.FromConfig"/>.
/// </summary>
/// <remarks>
/// A value is nothing, yes or no, a number, a text, a list, or another configuration. Reading remembers what was read:
/// a setting that nobody asked for, and that says something, makes the whole configuration be refused.
/// </remarks>
public sealed class Config
{
    private readonly OrderedDictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = [];

    /// <summary>The names of the settings, in order.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The names and their values: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, a list of such, or <see cref="Config"/>.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Values => _values;

    /// <summary>States a yes or no.</summary>
    /// <param name="name">The setting in Keras's spelling: <c>use_bias</c>.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The setting is there already; so for every kind of value.</exception>
    public void Set(string name, bool value) => SetValue(name, value);

    /// <summary>States a whole number, or that there is none.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, long? value) => SetValue(name, value);

    /// <summary>States a number, or that there is none.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, double? value) => SetValue(name, value);

    /// <summary>States a text, or that there is none.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, string? value) => SetValue(name, value);

    /// <summary>States a list of whole numbers, or that there is none.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, IEnumerable<int>? values) => SetValue(name, values?.Select(value => (object?)(long)value).ToArray());

    /// <summary>States a list of numbers, or that there is none.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, IEnumerable<double>? values) => SetValue(name, values?.Select(value => (object?)value).ToArray());

    /// <summary>States an initializer, with its settings.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, Initializer? value) => SetValue(name, value?.ToObject());

    /// <summary>States a regularizer, with its settings.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, Regularizer? value) => SetValue(name, value?.ToObject());

    /// <summary>States a constraint, with its settings.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    public void Set(string name, Constraint? value) => SetValue(name, value?.ToObject());

    /// <summary>States a regularizer where there is one; without one the setting is left out.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    internal void SetUnlessNull(string name, Regularizer? value)
    {
        if (value is not null) Set(name, value);
    }

    /// <summary>States an activation by its name.</summary>
    /// <inheritdoc cref="Set(string, bool)"/>
    /// <exception cref="InvalidOperationException">The activation is a function of your own or has other parameters than its name says, so a file cannot hold it.</exception>
    public void Set(string name, ActivationFunction value)
    {
        ArgumentNullException.ThrowIfNull(value);
        SetValue(name, value.NameInFiles);
    }

    /// <summary>A yes or no.</summary>
    /// <param name="name">The setting in Keras's spelling.</param>
    /// <param name="otherwise">Its value where it is missing.</param>
    /// <exception cref="InvalidDataException">It has another kind of value; so for every kind.</exception>
    public bool GetBool(string name, bool otherwise) => Read(name, out object? value) ? value as bool? ?? throw Unexpected(name, value, "true or false") : otherwise;

    /// <summary>A whole number that has to be there.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public int GetInt(string name) => GetOptionalInt(name) ?? throw Missing(name);

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public int GetInt(string name, int otherwise) => GetOptionalInt(name) ?? otherwise;

    /// <summary>A whole number; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public int? GetOptionalInt(string name)
    {
        if (!Read(name, out object? value) || value is null) return null;
        return Whole(value) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Unexpected(name, value, "a whole number");
    }

    /// <summary>A whole number that has to be there and may be large.</summary>
    internal long GetLong(string name) => Read(name, out object? value) ? Whole(value) ?? throw Unexpected(name, value, "a whole number") : throw Missing(name);

    /// <summary>A number that has to be there.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public double GetDouble(string name) => GetOptionalDouble(name) ?? throw Missing(name);

    /// <summary>A number.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public double GetDouble(string name, double otherwise) => GetOptionalDouble(name) ?? otherwise;

    /// <summary>A number; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public double? GetOptionalDouble(string name)
    {
        if (!Read(name, out object? value) || value is null) return null;
        return Number(value) ?? throw Unexpected(name, value, "a number");
    }

    /// <summary>A text that has to be there.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public string GetString(string name) => GetOptionalString(name) ?? throw Missing(name);

    /// <summary>A text.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public string GetString(string name, string otherwise) => GetOptionalString(name) ?? otherwise;

    /// <summary>A text; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public string? GetOptionalString(string name)
    {
        if (!Read(name, out object? value) || value is null) return null;
        return value as string ?? throw Unexpected(name, value, "a text");
    }

    /// <summary>A list of whole numbers; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public int[]? GetInts(string name) => GetOptionalList(name) is not { } values ? null
        : [.. values.Select(value => Whole(value) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Unexpected(name, value, "a list of whole numbers"))];

    /// <summary>A list of numbers; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public double[]? GetDoubles(string name) => GetOptionalList(name) is not { } values ? null
        : [.. values.Select(value => Number(value) ?? throw Unexpected(name, value, "a list of numbers"))];

    /// <summary>An initializer; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public Initializer? GetInitializer(string name) => GetObject(name, Initializer.Known);

    /// <summary>A regularizer; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public Regularizer? GetRegularizer(string name) => GetObject(name, Regularizer.Known);

    /// <summary>A constraint; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public Constraint? GetConstraint(string name) => GetObject(name, Constraint.Known);

    /// <summary>An activation; null where it is missing or none.</summary>
    /// <inheritdoc cref="GetBool(string, bool)"/>
    public ActivationFunction? GetActivation(string name) => GetObject(name, Activations.Known);

    /// <summary>The settings and their values as JSON: what Keras's <c>get_config</c> would hold.</summary>
    public override string ToString() => ConfigJson.Write(this);

    /// <summary>An object of a kind, made of settings.</summary>
    internal static T Make<T>(Config config) where T : IFromConfig<T> => T.FromConfig(config);

    /// <summary>A configuration that states nothing but a name.</summary>
    internal static Config Named(string name)
    {
        var config = new Config();
        config.SetValue("name", name);
        return config;
    }

    /// <summary>States a value of any kind, as <see cref="Values"/> has them.</summary>
    internal void SetValue(string name, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_values.TryAdd(name, value)) throw new ArgumentException($"The configuration has a setting \"{name}\" already.", nameof(name));
    }

    /// <summary>Whether there is such a setting, be it nothing.</summary>
    internal bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A value of any kind; null where it is missing or none.</summary>
    internal object? GetValue(string name) => Read(name, out object? value) ? value : null;

    /// <summary>The seed of a layer or an initializer. One of Keras's generators, which gives other values at each use, is as good as none.</summary>
    internal int? GetSeed() => GetValue("seed") is Config ? null : GetOptionalInt("seed");

    /// <summary>Another configuration; null where it is missing or none.</summary>
    internal Config? GetOptionalConfig(string name) => GetValue(name) is not { } value ? null : value as Config ?? throw Unexpected(name, value, "an object");

    /// <summary>A list; null where it is missing or none.</summary>
    internal IReadOnlyList<object?>? GetOptionalList(string name) =>
        GetValue(name) is not { } value ? null : value as IReadOnlyList<object?> ?? throw Unexpected(name, value, "a list");

    /// <summary>An object that a name or a class with settings stands for; null where it is missing or none.</summary>
    internal T? GetObject<T>(string name, NameTable<T> known) where T : class => GetValue(name) is { } value ? known.Read(value) : null;

    /// <summary>Reads a setting of which only one value can be followed here; Keras may know others.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value, which it also has where it is missing or none.</param>
    /// <exception cref="InvalidDataException">It has another value.</exception>
    internal void AllowOnly(string name, object? value)
    {
        if (GetValue(name) is { } actual && !actual.Equals(value))
            throw new InvalidDataException($"The setting \"{name}\" is {ConfigJson.Text(actual)}, but here it can only be {ConfigJson.Text(value)}.");
    }

    /// <summary>Throws where a setting has not been read although it says something.</summary>
    /// <param name="owner">What the configuration belongs to, for the message.</param>
    /// <exception cref="InvalidDataException">There is such a setting.</exception>
    internal void RequireAllRead(string owner)
    {
        foreach ((string name, object? value) in Values)
            if (!_read.Contains(name) && SaysSomething(value))
                throw new InvalidDataException($"{owner} has the setting \"{name}\": {ConfigJson.Text(value)}, which is not known here: it may be of a newer version of Keras.");
    }

    // Nothing, no and empty are what a setting that is not used looks like.
    private static bool SaysSomething(object? value) => value switch
    {
        null or false => false,
        IReadOnlyList<object?> list => list.Count > 0,
        Config config => config.Values.Any(inner => SaysSomething(inner.Value)),
        _ => true,
    };

    private bool Read(string name, [MaybeNullWhen(false)] out object? value)
    {
        _read.Add(name);
        return _values.TryGetValue(name, out value);
    }

    private static long? Whole(object? value) => value switch
    {
        long number => number,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1L << 53 => (long)number,
        _ => null,
    };

    private static double? Number(object? value) => value switch
    {
        long number => number,
        double number => number,
        _ => null,
    };

    private static InvalidDataException Missing(string name) => new($"The setting \"{name}\" is missing.");

    private static InvalidDataException Unexpected(string name, object? value, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The setting \"{name}\" must be {expected} but is {ConfigJson.Text(value)}."));
}
