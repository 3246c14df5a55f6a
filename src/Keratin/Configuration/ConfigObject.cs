namespace Keratin;

/// <summary>
/// How files name an object: its class beside its settings, <c>{"module": …, "class_name": …, "config": …,
/// "registered_name": …}</c> (<c>keras/src/saving/serialization_lib.py</c>).
/// </summary>
internal static class ConfigObject
{
    /// <summary>Writes an object.</summary>
    /// <param name="instance">The object; its class is one of Keratin's, or registered.</param>
    /// <param name="module">The module that Keras has the class in: <c>keras.layers</c>.</param>
    /// <param name="config">The object's settings.</param>
    /// <param name="keras">The name that Keras has registered the class under, if it has. Default: none.</param>
    /// <exception cref="InvalidOperationException">The class is a user's and not registered.</exception>
    public static Config Of(object instance, string module, Config config, string? keras = null)
    {
        Type type = instance.GetType();
        string? registered = CustomObjects.NameOf(type);
        if (registered is null && type.Assembly != typeof(ConfigObject).Assembly)
            throw new InvalidOperationException($"{type.Name} is a class of your own, which a file can only name once it is registered: implement IFromConfig<{type.Name}> and call CustomObjects.Register<{type.Name}>(\"my_company>{type.Name}\").");
        return Named(registered is null ? module : registered[..registered.IndexOf('>', StringComparison.Ordinal)],
            instance is Layer layer ? layer.ClassName : type.Name, config, registered ?? keras);
    }

    /// <summary>Writes a function of Keras's own.</summary>
    /// <param name="module">The module that Keras has it in: <c>keras.losses</c>.</param>
    /// <param name="name">Its name: <c>huber</c>.</param>
    public static Config OfFunction(string module, string name) => Named(module, "function", name, name);

    /// <summary>The name of a function of Keras's own, which is a text or as <see cref="OfFunction"/> writes it; null for anything else.</summary>
    public static string? FunctionOf(object? value) => value switch
    {
        string name => name,
        Config function when function.GetOptionalString("class_name") == "function" => function.GetString("config"),
        _ => null,
    };

    /// <summary>Writes an object whose class is called otherwise here.</summary>
    /// <param name="module">The module that Keras has the class in.</param>
    /// <param name="className">Keras's class.</param>
    /// <param name="config">The object's settings; a function's name.</param>
    /// <param name="registered">The name that a class of a user's is registered under.</param>
    public static Config Named(string module, string className, object config, string? registered = null)
    {
        var result = new Config();
        result.Set("module", module);
        result.Set("class_name", className);
        result.SetValue("config", config);
        result.Set("registered_name", registered);
        return result;
    }
}
