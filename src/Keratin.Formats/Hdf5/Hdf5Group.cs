using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>A group of a file that is to be written: groups and datasets by name, and texts as attributes.</summary>
internal sealed class Hdf5Group
{
    private readonly Dictionary<string, Hdf5Group> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Hdf5Content> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The groups in it, by name.</summary>
    public IReadOnlyDictionary<string, Hdf5Group> Groups => _groups;

    /// <summary>The datasets in it, by name.</summary>
    public IReadOnlyDictionary<string, Hdf5Content> Datasets => _datasets;

    /// <summary>Its attributes, by name.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>The group of a path below this one, which is made where it is missing.</summary>
    /// <param name="path">For example <c>layers/dense/vars</c>; the empty path is this group.</param>
    public Hdf5Group Group(string path)
    {
        Hdf5Group group = this;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!group._groups.TryGetValue(name, out Hdf5Group? next)) group._groups[Free(group, name)] = next = new Hdf5Group();
            group = next;
        }
        return group;
    }

    /// <summary>Sets an attribute.</summary>
    public void SetText(string name, string value) => _texts[name] = value;

    /// <summary>Adds a dataset of 32-bit floating-point numbers, which are read when the file is written.</summary>
    /// <param name="name">Its name, without a slash.</param>
    /// <param name="numbers">The numbers in row-major order.</param>
    /// <param name="shape">Their shape.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than the shape has elements, or the name is taken or none.</exception>
    public void AddSingles(string name, ReadOnlyMemory<float> numbers, Shape shape)
    {
        if (numbers.Length != shape.Size) throw new ArgumentException($"The shape {shape} has {shape.Size} elements, but {numbers.Length} numbers were given.", nameof(numbers));
        _datasets.Add(Free(this, name), new(Hdf5Element.Float32, shape, stream => stream.Write(MemoryMarshal.AsBytes(numbers.Span))));
    }

    /// <summary>Adds a dataset that is one 64-bit integer.</summary>
    public void AddInteger(string name, long value) => _datasets.Add(Free(this, name), new(Hdf5Element.Int64, Shape.Scalar, stream => stream.Write(BitConverter.GetBytes(value))));

    /// <summary>Adds a dataset that is one 32-bit integer.</summary>
    public void AddInteger(string name, int value) => _datasets.Add(Free(this, name), new(Hdf5Element.Int32, Shape.Scalar, stream => stream.Write(BitConverter.GetBytes(value))));

    private static string Free(Hdf5Group group, string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\0')) throw new ArgumentException($"'{name}' is no name for a group or a dataset.", nameof(name));
        if (group._groups.ContainsKey(name) || group._datasets.ContainsKey(name)) throw new ArgumentException($"There is already a group or a dataset of the name '{name}'.", nameof(name));
        return name;
    }
}
