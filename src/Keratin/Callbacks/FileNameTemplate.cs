using System.Text.RegularExpressions;

namespace Keratin;

/// <summary>
/// A file's name with names in braces, for which numbers are filled in as by Python's <c>str.format</c>:
/// <c>w.{epoch:02d}-{val_loss:.4f}.npz</c>. Doubled braces stand for themselves.
/// </summary>
internal sealed partial class FileNameTemplate
{
    private static readonly string[] WholeNumbers = ["epoch", "batch"];

    private readonly string _text;

    /// <summary>Reads a name.</summary>
    /// <param name="owner">What messages call the callback.</param>
    /// <param name="text">The name.</param>
    /// <param name="argument">What the callback calls it.</param>
    /// <exception cref="ArgumentException">A brace is alone, or a format is not Python's or does not fit its number.</exception>
    public FileNameTemplate(string owner, string text, string argument)
    {
        _text = text;
        foreach (Match part in Parts().Matches(text))
            if (FaultOf(part) is { } fault) throw new ArgumentException($"{owner} cannot fill in \"{text}\": {fault}.", argument);
    }

    /// <summary>The names in braces.</summary>
    public IEnumerable<string> Names => Parts().Matches(_text).Select(NameIn).Where(name => name.Length > 0);

    /// <summary>The folder, where it is the same for all files; null where it is not, or where the name has none.</summary>
    public string? Folder => Path.GetDirectoryName(_text) is { Length: > 0 } folder && folder.IndexOfAny(['{', '}']) < 0 ? folder : null;

    /// <summary>The name of one file.</summary>
    /// <param name="valueOf">The number for a name.</param>
    public string Fill(Func<string, double> valueOf) => Parts().Replace(_text, part => part.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ => Write(NameIn(part), FormatIn(part), valueOf(NameIn(part))),
    });

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static string Write(string name, string format, double value) =>
        format.Length > 0 ? PythonFormat.Read(format)!.Write(value)
        : WholeNumbers.Contains(name) ? PythonFormat.Read("d")!.Write(value) : PythonFormat.WritePlain(value);

    private static string? FaultOf(Match part)
    {
        if (part.Value is "{{" or "}}") return null;
        if (part.Value == "{") return "there is a { that nothing closes: write {{ for the letter itself";
        if (part.Value == "}") return "there is a } that nothing opens: write }} for the letter itself";
        string name = NameIn(part), format = FormatIn(part);
        if (name.Length == 0) return $"there is no name in {part.Value}";
        if (format.Length == 0) return null;
        PythonFormat? known = PythonFormat.Read(format);
        if (known is null) return $"the format \"{format}\" of {part.Value} is not known: write one such as {{epoch:02d}} or {{val_loss:.4f}}";
        if (known.IsForWholeNumbers && !WholeNumbers.Contains(name)) return $"the format \"{format}\" of {part.Value} is for whole numbers, which only epoch and batch are: write {{{name}:.2f}}";
        return known.IsForWholeNumbers && known.HasPrecision ? $"the format \"{format}\" of {part.Value} is for whole numbers, which have no decimals: write {{{name}:d}}" : null;
    }

    private static string NameIn(Match part) => part.Groups["name"].Value;

    private static string FormatIn(Match part) => part.Groups["format"].Value;

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[^{}:]*)(:(?<format>[^{}]*))?\}|[{}]")]
    private static partial Regex Parts();
}
