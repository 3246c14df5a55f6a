using System.Diagnostics.CodeAnalysis;

namespace Keratin.Formats;

/// <summary>The arrays of an <c>.npz</c> file, by name.</summary>
public sealed class NpzArchive
{
    private readonly Dictionary<string, NpyArray> _arrays;
    private readonly string _name;

    internal NpzArchive(Dictionary<string, NpyArray> arrays, string name)
    {
        _arrays = arrays;
        _name = name;
    }

    /// <summary>The names of the arrays, in the order of the file and without the ending <c>.npy</c>.</summary>
    public IReadOnlyCollection<string> Names => _arrays.Keys;

    /// <summary>The array of a name.</summary>
    /// <param name="name">For example <c>x</c>.</param>
    /// <exception cref="InvalidDataException">The file has no such array; the message lists those it has.</exception>
    public NpyArray this[string name] => TryGet(name, out NpyArray? array)
        ? array
        : throw Malformed.In(_name, $"it has no array '{name}', only {(_arrays.Count == 0 ? "nothing at all" : string.Join(", ", _arrays.Keys.Select(key => $"'{key}'")))}");

    /// <summary>Looks up an array that may be absent.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="array">The array, if there is one.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out NpyArray? array) => _arrays.TryGetValue(name, out array);
}
