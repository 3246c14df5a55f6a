using System.Diagnostics.CodeAnalysis;

namespace Keratin.Formats;

/// <summary>The arrays of a safetensors file, by name, and the texts beside them.</summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, NpyArray> _arrays;
    private readonly string _name;

    internal SafetensorsFile(Dictionary<string, NpyArray> arrays, Dictionary<string, string> metadata, string name)
    {
        _arrays = arrays;
        Metadata = metadata;
        _name = name;
    }

    /// <summary>The names of the arrays, in the order of the file's header.</summary>
    public IReadOnlyCollection<string> Names => _arrays.Keys;

    /// <summary>The texts that whoever wrote the file put beside the arrays, by name: <c>format</c>, for example.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The array of a name.</summary>
    /// <param name="name">For example <c>dense/kernel</c>.</param>
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
