namespace Keratin;

/// <summary>
/// What a preprocessing layer makes of the indices of its tokens. By Keras's name: <c>int</c>, <c>one_hot</c>,
/// <c>multi_hot</c>, <c>count</c>, <c>tf_idf</c>.
/// </summary>
/// <remarks>
/// For a column of n values <see cref="Int"/> gives the shape (n,) and <see cref="OneHot"/> (n, depth); the other three
/// take the column as one sample and give (depth,). For n rows of k values <see cref="Int"/> gives (n, k),
/// <see cref="OneHot"/> (n, k, depth), or (n, depth) where k is 1, and the other three (n, depth). Every result of two
/// axes but that of <see cref="Int"/> is sparse: only what is not zero takes memory.
/// </remarks>
public sealed class OutputMode
{
    private static readonly NameTable<OutputMode> Known = new("outputMode",
        ("int", _ => Int!), ("one_hot", _ => OneHot!), ("multi_hot", _ => MultiHot!), ("count", _ => Count!), ("tf_idf", _ => TfIdf!),
        // Keras's older names.
        ("binary", _ => MultiHot!), ("tf-idf", _ => TfIdf!));

    private OutputMode(string name) => Name = name;

    /// <summary>The index of each token.</summary>
    public static OutputMode Int { get; } = new("int");

    /// <summary>For each token a row that is 1 at its index and 0 elsewhere.</summary>
    public static OutputMode OneHot { get; } = new("one_hot");

    /// <summary>For each sample a row that is 1 at the indices of its tokens and 0 elsewhere.</summary>
    public static OutputMode MultiHot { get; } = new("multi_hot");

    /// <summary>For each sample a row that says how often each index occurs in it.</summary>
    public static OutputMode Count { get; } = new("count");

    /// <summary>For each sample the counts, each times the inverse document frequency of its token.</summary>
    public static OutputMode TfIdf { get; } = new("tf_idf");

    /// <summary>Keras's name.</summary>
    public string Name { get; }

    /// <summary>The mode of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator OutputMode(string name) => Known.Find(name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Itself, if it is one of those that a layer offers.</summary>
    /// <param name="layer">The layer's class, for the message.</param>
    /// <param name="offered">What it offers.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal OutputMode Among(string layer, params OutputMode[] offered) => offered.Contains(this) ? this
        : throw new ArgumentException($"{layer} does not offer outputMode \"{Name}\": it can be {string.Join(", ", offered.AsEnumerable())}.", "outputMode");
}
