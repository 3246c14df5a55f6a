namespace Keratin;

/// <summary>
/// What happens to a text before it is split. By Keras's name: <c>lower_and_strip_punctuation</c>, <c>lower</c>,
/// <c>strip_punctuation</c>, or <c>none</c>; or a function of your own.
/// </summary>
/// <remarks>As in Keras, only the letters A to Z are made lower, and only the 32 ASCII marks are left out: <c>U.S.</c> becomes <c>us</c>, <c>É</c> stays.</remarks>
/// <example><code>new TextVectorization(standardize: new TextStandardization("lower_all", text =&gt; text.ToLowerInvariant()))</code></example>
public sealed class TextStandardization
{
    private static readonly NameTable<TextStandardization> Known = new("standardize",
        ("lower_and_strip_punctuation", _ => LowerAndStripPunctuation!), ("lower", _ => Lower!), ("strip_punctuation", _ => StripPunctuation!), ("none", _ => None!));

    /// <summary>Makes a standardisation of your own.</summary>
    /// <param name="name">What it is called where the layer is kept as JSON; none of Keras's names.</param>
    /// <param name="apply">From a text to the text in its place. It is called from several threads at once.</param>
    /// <exception cref="ArgumentException">The name is empty, or stands for a known one.</exception>
    public TextStandardization(string name, Func<string, string> apply)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(apply);
        Known.CheckFree("standardisation", name);
        (Name, Function) = (name, apply);
    }

    private TextStandardization(string name, bool lowers, bool strips)
    {
        Name = name;
        Letters = [.. Enumerable.Range(0, 128).Select(code => Mapped((char)code, lowers, strips))];
    }

    /// <summary>Lower letters, no punctuation: Keras's default.</summary>
    public static TextStandardization LowerAndStripPunctuation { get; } = new("lower_and_strip_punctuation", lowers: true, strips: true);

    /// <summary>Lower letters.</summary>
    public static TextStandardization Lower { get; } = new("lower", lowers: true, strips: false);

    /// <summary>No punctuation.</summary>
    public static TextStandardization StripPunctuation { get; } = new("strip_punctuation", lowers: false, strips: true);

    /// <summary>The text as it is.</summary>
    public static TextStandardization None { get; } = new("none", lowers: false, strips: false);

    /// <summary>Keras's name, or that of your function.</summary>
    public string Name { get; }

    /// <summary>The function of your own; null for the known ones.</summary>
    internal Func<string, string>? Function { get; }

    /// <summary>What each ASCII character becomes; the character 0 marks those that are left out. Null for a function.</summary>
    internal char[]? Letters { get; }

    /// <summary>The standardisation of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator TextStandardization(string name) => Known.Find(name);

    /// <summary>A function of your own, under its method's name.</summary>
    /// <exception cref="ArgumentException">The method has the name of a known one: give it another with the constructor.</exception>
    public static implicit operator TextStandardization(Func<string, string> function) => new(FunctionName.Of(function), function);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static char Mapped(char letter, bool lowers, bool strips) =>
        strips && (char.IsPunctuation(letter) || char.IsSymbol(letter)) ? '\0' : lowers ? char.ToLowerInvariant(letter) : letter;
}
