namespace Keratin.Tests;

/// <summary>What every object that files can hold promises of its configuration.</summary>
internal static class ConfigContract
{
    /// <summary>The classes of a noun that files can hold: all but those that carry functions of a user's own.</summary>
    public static TheoryData<Type> ClassesOf<T>(params Type[] without) =>
        [.. typeof(T).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract && !without.Contains(type))];

    /// <summary>Checks that an object comes back from JSON as it was, and that what it leaves out are defaults.</summary>
    /// <param name="known">The noun's names.</param>
    /// <param name="instance">An object with as few default settings as possible.</param>
    /// <param name="toObject">Writes an object of the noun.</param>
    /// <returns>The object that was read back.</returns>
    public static T RoundTrip<T>(NameTable<T> known, T instance, Func<T, Config> toObject)
        where T : class
    {
        string json = toObject(instance).ToString();
        T read = known.Read(Parse(json));
        Assert.Same(instance.GetType(), read.GetType());
        Assert.Equal(json, toObject(read).ToString());
        return read;
    }

    /// <summary>An object of a class whose constructor requires nothing, made with nothing; null where it requires something.</summary>
    public static T? WithDefaults<T>(Type type)
        where T : class
    {
        System.Reflection.ConstructorInfo? constructor = type.GetConstructors().FirstOrDefault(constructor => constructor.GetParameters().All(parameter => parameter.IsOptional));
        return (T?)constructor?.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    /// <summary>Checks that settings which are missing have their defaults: those of the constructor.</summary>
    /// <param name="known">The noun's names.</param>
    /// <param name="withDefaults">An object that was made with no more than is required.</param>
    /// <param name="toObject">Writes an object of the noun.</param>
    /// <param name="required">What is required, as JSON: <c>"units":1</c>.</param>
    public static void Defaults<T>(NameTable<T> known, T withDefaults, Func<T, Config> toObject, string required = "")
        where T : class
    {
        Config written = toObject(withDefaults);
        T read = known.Read(Parse($"{{\"class_name\": \"{written.GetString("class_name")}\", \"config\": {{{required}}}}}"));
        Assert.Equal(written.ToString(), toObject(read).ToString());
    }

    /// <summary>Checks that each setting of an object is another than its default in at least one of its samples, so that one which is lost is seen.</summary>
    /// <param name="withDefaults">The settings of an object that was made with no more than is required.</param>
    /// <param name="samples">The settings of the samples.</param>
    /// <param name="single">The settings that have one value here.</param>
    public static void NoDefaults(Config withDefaults, IReadOnlyList<Config> samples, params string[] single)
    {
        foreach ((string name, object? value) in withDefaults.Values)
            Assert.True(single.Contains(name) || samples.Any(sample => ConfigJson.Text(sample.GetValue(name)) != ConfigJson.Text(value)), $"No sample has another {name} than the default.");
    }

    /// <summary>Checks that a setting nobody knows is refused, unless it says nothing.</summary>
    public static void Unknown<T>(NameTable<T> known, T instance, Func<T, Config> toObject)
        where T : class
    {
        string json = toObject(instance).ToString();
        int config = json.IndexOf("\"config\":{", StringComparison.Ordinal) + "\"config\":{".Length;
        string comma = json[config] == '}' ? "" : ",";
        _ = known.Read(Parse(json.Insert(config, "\"of_a_newer_keras\":null" + comma)));
        var error = Assert.Throws<InvalidDataException>(() => known.Read(Parse(json.Insert(config, "\"of_a_newer_keras\":3" + comma))));
        Assert.Contains("has the setting \"of_a_newer_keras\": 3, which is not known here", error.Message, StringComparison.Ordinal);
    }

    public static Config Parse(string json) => ConfigJson.Read(System.Text.Encoding.UTF8.GetBytes(json));
}
