using System.Globalization;

namespace Keratin;

/// <summary>Names that are each given once: the first comes as <c>dense/Add</c>, the next as <c>dense/Add_1</c>.</summary>
internal sealed class OnnxNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name, or the first free one after it.</summary>
    public string Take(string wish)
    {
        string name = wish;
        for (int number = 1; !_taken.Add(name); number++) name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{number}");
        return name;
    }
}
