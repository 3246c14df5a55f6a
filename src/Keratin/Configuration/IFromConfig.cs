namespace Keratin;

/// <summary>What can be made of the settings that a file holds: in Keras's words it has <c>from_config</c>.</summary>
/// <typeparam name="TSelf">The class itself.</typeparam>
public interface IFromConfig<TSelf>
    where TSelf : IFromConfig<TSelf>
{
    /// <summary>Makes an object of settings. What is missing has its default.</summary>
    /// <param name="config">The settings, as the object's <c>GetConfig</c> wrote them.</param>
    /// <exception cref="InvalidDataException">A setting is missing that has no default, or has another kind of value.</exception>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    static abstract TSelf FromConfig(Config config);
}
