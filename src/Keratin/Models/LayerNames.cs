namespace Keratin;

/// <summary>The names of a model's layers, each once. A free one is found without trying all that are taken: a file may have thousands of layers without names.</summary>
internal sealed class LayerNames
{
    private readonly HashSet<string> _taken = [];

    // The numbers below are taken.
    private readonly Dictionary<string, int> _next = [];

    /// <summary>Takes a name, if it is free.</summary>
    /// <returns>Whether it was.</returns>
    public bool Add(string name) => _taken.Add(name);

    /// <summary>Takes the first of dense, dense_1, dense_2, … that is free.</summary>
    /// <param name="stem">The name without a number.</param>
    public string AddFree(string stem)
    {
        int number = _next.GetValueOrDefault(stem);
        string name = Numbered(stem, number);
        while (!_taken.Add(name)) name = Numbered(stem, ++number);
        _next[stem] = number + 1;
        return name;
    }

    /// <summary>Frees a name.</summary>
    public void Remove(string name)
    {
        _taken.Remove(name);
        _next.Clear();
    }

    private static string Numbered(string stem, int number) => number == 0 ? stem : $"{stem}_{number}";
}
