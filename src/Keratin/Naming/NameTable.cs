namespace Keratin;

/// <summary>
/// The names that a user may write in place of an object, and that files name classes by. Capitals and underscores make
/// no difference, so Keras's function names and class names both work: <c>mean_squared_error</c> and <c>MeanSquaredError</c>.
/// </summary>
/// <remarks>
/// Entries are written as lambdas, <c>config => Config.Make&lt;Adam&gt;(config)</c>: a method group in their place would make the
/// runtime load all classes of a table at the first look into it, which a program's start would notice.
/// </remarks>
/// <typeparam name="T">What the names stand for.</typeparam>
/// <param name="noun">What error messages call it: <c>optimizer</c>.</param>
/// <param name="entries">Each name with what makes the object of its settings; where a user wrote the name alone, these are no more than the <c>name</c> as it was written.</param>
internal sealed class NameTable<T>(string noun, params (string Name, Func<Config, T> Make)[] entries)
{
    /// <summary>What is done to an object that was made of a file's settings, with those settings. Default: nothing.</summary>
    public Action<T, Config>? Finish { get; init; }

    /// <summary>What is done to an object that was made of its name alone, with that name as it was written. Default: nothing.</summary>
    public Action<T, string>? Remember { get; init; }

    /// <summary>Classes that only files name: a user could not by the name alone, or means something else by it.</summary>
    public (string Name, Func<Config, T> Make)[] Classes { get; init; } = [];

    /// <summary>Throws where a name is taken, so that something of the user's own cannot have it.</summary>
    /// <param name="thing">What error messages call the user's own: <c>split</c>.</param>
    /// <param name="name">The name that it is to have.</param>
    /// <exception cref="ArgumentException">The name stands for something known.</exception>
    public void CheckFree(string thing, string name)
    {
        string plain = Plain(name);
        if (entries.Any(entry => Plain(entry.Name) == plain))
            throw new ArgumentException($"A {thing} of your own cannot be called \"{name}\": that name stands for a known one ({string.Join(", ", entries.Select(entry => entry.Name))}), which would take its place where the layer is read from JSON. Give it another name.", nameof(name));
    }

    /// <summary>The object that a name stands for.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <exception cref="ArgumentException">The name is not known; the message lists the known ones and the nearest.</exception>
    public T Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (MakerOf(name) is { } make)
        {
            T made = make(Config.Named(name));
            Remember?.Invoke(made, name);
            return made;
        }
        string[] names = [.. entries.Select(entry => entry.Name)];
        throw new ArgumentException($"There is no {noun} \"{name}\". Known names are {string.Join(", ", names)}. Did you mean \"{NearestName.Of(name, names)}\"?");
    }

    /// <summary>The object that a name stands for; the default where it is not known.</summary>
    public T? TryFind(string name) => MakerOf(name) is { } make ? make(Config.Named(name)) : default;

    /// <summary>The object that a file names: by its name alone, or by its class beside its settings.</summary>
    /// <param name="value">A text, or a configuration as <see cref="ConfigObject"/> writes it.</param>
    /// <exception cref="InvalidDataException">It is neither, its class is not known here, or its settings cannot be used.</exception>
    public T Read(object value)
    {
        try
        {
            return value switch
            {
                string name => Find(name),
                Config config => Read(config),
                _ => throw new InvalidDataException($"The {noun} must be a name or an object but is {ConfigJson.Text(value)}."),
            };
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>The known names, as Keras spells them.</summary>
    public IEnumerable<string> Names => entries.Select(entry => entry.Name);

    /// <summary>An object of a class or function that a file names, made of its settings.</summary>
    /// <exception cref="InvalidDataException">There is none of this name.</exception>
    public T Make(string className, Config config) => Make(registered: null, className)(config);

    /// <summary>Whether a class that a file names is known here, or registered.</summary>
    /// <param name="registered">The name that it is registered under, if it is.</param>
    /// <param name="className">Its class.</param>
    public bool IsKnown(string? registered, string className) => registered is not null && CustomObjects.Find(registered) is not null || !IsUsers(registered) && KnownMaker(className) is not null;

    private T Read(Config value)
    {
        string className = value.GetString("class_name");
        // A function of Keras's own, by its name.
        if (className == "function") return Find(value.GetString("config"));
        Config config = value.GetOptionalConfig("config") ?? new Config();
        string owner = $"The {noun} {className}";
        try
        {
            T made = Make(value.GetOptionalString("registered_name"), className)(config);
            Finish?.Invoke(made, config);
            config.RequireAllRead(owner);
            return made;
        }
        catch (Exception error) when (error is ArgumentException or InvalidDataException && !error.Message.StartsWith(owner, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{owner} cannot be made: {error.Message}", error);
        }
    }

    private Func<Config, T> Make(string? registered, string className)
    {
        if (registered is not null && CustomObjects.Find(registered) is { } make)
            return config => make(config) is T made ? made : throw new InvalidDataException($"\"{registered}\" is registered here, but as no {noun}.");
        bool isUsers = IsUsers(registered);
        if (!isUsers && KnownMaker(className) is { } known) return known;
        throw new InvalidDataException(className == "Lambda" ? "It carries code, which is never run here: replace it by a layer of your own, which can be registered."
            : isUsers ? $"It is a class of somebody's own, \"{registered}\", which is not registered here: call CustomObjects.Register<{className}>(\"{registered}\") first."
            : $"There is none of this name here. Known are {string.Join(", ", entries.Concat(Classes).Select(entry => entry.Name))}.");
    }

    // Keras on PyTorch registers its own subclasses of optimizers under their plain names.
    private static bool IsUsers(string? registered) => registered?.Contains('>', StringComparison.Ordinal) == true && !registered.StartsWith("keras", StringComparison.OrdinalIgnoreCase);

    private Func<Config, T>? KnownMaker(string className) => MakerOf(className, Classes) ?? MakerOf(className);

    private Func<Config, T>? MakerOf(string name) => MakerOf(name, entries);

    private static Func<Config, T>? MakerOf(string name, (string Name, Func<Config, T> Make)[] among)
    {
        string plain = Plain(name);
        foreach ((string known, Func<Config, T> make) in among)
            if (Plain(known) == plain) return make;
        return null;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
