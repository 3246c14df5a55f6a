namespace Keratin;

/// <summary>
/// The names that a user may write in place of an object. Capitals and underscores make no difference, so Keras's
/// function names and class names both work: <c>mean_squared_error</c> and <c>MeanSquaredError</c>.
/// </summary>
/// <typeparam name="T">What the names stand for.</typeparam>
/// <param name="noun">What error messages call it: <c>optimizer</c>.</param>
/// <param name="entries">Each name with what makes the object; it gets the name as the user wrote it.</param>
internal sealed class NameTable<T>(string noun, params (string Name, Func<string, T> Make)[] entries)
{
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
        string plain = Plain(name);
        foreach ((string known, Func<string, T> make) in entries)
            if (Plain(known) == plain) return make(name);
        string[] names = [.. entries.Select(entry => entry.Name)];
        throw new ArgumentException($"There is no {noun} \"{name}\". Known names are {string.Join(", ", names)}. Did you mean \"{NearestName.Of(name, names)}\"?");
    }

    /// <summary>The known names, as Keras spells them.</summary>
    public IEnumerable<string> Names => entries.Select(entry => entry.Name);

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
