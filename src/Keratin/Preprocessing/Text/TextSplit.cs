namespace Keratin;

/// <summary>
/// How a text becomes tokens. By Keras's name: <c>whitespace</c>, <c>character</c>, or <c>none</c>, which keeps the text as
/// one token; or a function of your own.
/// </summary>
/// <remarks>As in Keras, white space is the ASCII blank, tabulators and line ends, and a character is a Unicode code point.</remarks>
public sealed class TextSplit
{
    private static readonly NameTable<TextSplit> Known = new("split",
        ("whitespace", _ => Whitespace!), ("character", _ => Character!), ("none", _ => None!));

    /// <summary>Makes a split of your own.</summary>
    /// <param name="name">What it is called where the layer is kept as JSON; none of Keras's names.</param>
    /// <param name="apply">From a standardised text to its tokens. It is called from several threads at once.</param>
    /// <exception cref="ArgumentException">The name is empty, or stands for a known one.</exception>
    public TextSplit(string name, Func<string, string[]> apply)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(apply);
        Known.CheckFree("split", name);
        (Name, Function) = (name, apply);
    }

    private TextSplit(string name) => Name = name;

    /// <summary>At white space, however much: Keras's default.</summary>
    public static TextSplit Whitespace { get; } = new("whitespace");

    /// <summary>Each character is a token.</summary>
    public static TextSplit Character { get; } = new("character");

    /// <summary>The text is one token.</summary>
    public static TextSplit None { get; } = new("none");

    /// <summary>Keras's name, or that of your function.</summary>
    public string Name { get; }

    /// <summary>The function of your own; null for the known ones.</summary>
    internal Func<string, string[]>? Function { get; }

    /// <summary>The split of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator TextSplit(string name) => Known.Find(name);

    /// <summary>A function of your own, under its method's name.</summary>
    /// <exception cref="ArgumentException">The method has the name of a known one: give it another with the constructor.</exception>
    public static implicit operator TextSplit(Func<string, string[]> function) => new(FunctionName.Of(function), function);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
