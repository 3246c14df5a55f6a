using System.Collections.Concurrent;

namespace Keratin;

/// <summary>
/// The classes of your own that files may name: a layer that is registered here can be saved with its model and loaded
/// again. Nothing else in a file ever makes a class of yours be used.
/// </summary>
/// <example>
/// <code>
/// CustomObjects.Register&lt;Scale&gt;("my_company&gt;Scale");
/// var model = Model.Load("model.keras");
/// </code>
/// </example>
public static class CustomObjects
{
    private static readonly ConcurrentDictionary<string, (Type Type, Func<Config, object> Make)> ByName = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Type, string> ByType = new();

    /// <summary>Registers a class, for the whole process.</summary>
    /// <typeparam name="T">A layer, an initializer, a regularizer, a constraint, an optimizer, a loss, a metric or a schedule.</typeparam>
    /// <param name="name">What files call it, with a package before it, as in Keras: <c>my_company&gt;Scale</c>.</param>
    /// <exception cref="ArgumentException">The name has no package or no class, or stands for another class already.</exception>
    public static void Register<T>(string name)
        where T : class, IFromConfig<T>
    {
        ArgumentNullException.ThrowIfNull(name);
        string[] parts = name.Split('>');
        if (parts.Length != 2 || parts.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"A registered name must be a package and a class, such as \"my_company>{typeof(T).Name}\", but was \"{name}\".", nameof(name));
        lock (ByName)
        {
            if (ByName.TryGetValue(name, out (Type Type, Func<Config, object>) other) && other.Type != typeof(T))
                throw new ArgumentException($"The name \"{name}\" stands for {other.Type.Name} already, so it cannot stand for {typeof(T).Name}: choose another.", nameof(name));
            if (ByType.TryGetValue(typeof(T), out string? known) && known != name)
                throw new ArgumentException($"{typeof(T).Name} is registered as \"{known}\" already, so it cannot be \"{name}\" as well.", nameof(name));
            ByName[name] = (typeof(T), T.FromConfig);
            ByType[typeof(T)] = name;
        }
    }

    /// <summary>The name that a class was registered under; null where it was not.</summary>
    internal static string? NameOf(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>What makes an object of a registered name; null where the name is not registered.</summary>
    internal static Func<Config, object>? Find(string name) => ByName.TryGetValue(name, out (Type, Func<Config, object> Make) found) ? found.Make : null;
}
