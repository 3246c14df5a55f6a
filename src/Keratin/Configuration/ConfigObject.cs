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
        var result = new Config();
        result.Set("module", registered is null ? module : registered[..registered.IndexOf('>', StringComparison.Ordinal)]);
        result.Set("class_name", instance is Layer layer ? layer.ClassName : type.Name);
        result.SetValue("config", config);
        result.Set("registered_name", registered ?? keras);
        return result;
    }
}
