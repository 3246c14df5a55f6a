using System.Text;
using System.Text.RegularExpressions;

namespace Keratin.Tests;

/// <summary>A source file as the house rules see it.</summary>
/// <param name="Path">Its path below <c>src</c>, with <c>/</c>.</param>
/// <param name="Text">All of it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private string? _code;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The text without comments and without what stands in quotation marks.</summary>
    public string Code => _code ??= WithoutWords(Text);

    /// <summary>The types that the file declares outside of other types, as <c>public sealed class Name</c> split into modifiers, kind and name.</summary>
    public IEnumerable<(string Modifiers, string Kind, string Name)> Types =>
        from declaration in TypeDeclaration().Matches(Code)
        select (declaration.Groups[1].Value, declaration.Groups[2].Value, declaration.Groups[3].Value);

    /// <summary>All source files of the repository's <c>src</c>.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = ReadAll();

    private static List<SourceFile> ReadAll()
    {
        string source = System.IO.Path.Combine(Checkout.Root, "src");
        return
        [
            .. from file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
               let path = System.IO.Path.GetRelativePath(source, file).Replace('\\', '/')
               where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
               orderby path
               select new SourceFile(path, File.ReadAllText(file)),
        ];
    }

    // What stands in the holes of interpolated strings is left out with them; no rule needs it.
    private static string WithoutWords(string text)
    {
        var code = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length;)
        {
            Match skipped = Skipped().Match(text, i);
            if (skipped.Success && skipped.Index == i)
            {
                code.Append(skipped.Value[0] == '/' ? "" : "\"\"");
                i += skipped.Length;
            }
            else code.Append(text[i++]);
        }
        return code.ToString();
    }

    // Comments, raw strings, verbatim strings, strings, characters.
    [GeneratedRegex("""\G(?://[^\n]*|/\*[\s\S]*?\*/|\$*(?<q>"{3,})[\s\S]*?\k<q>"*|(?:\$@|@\$|@)"(?:[^"]|"")*"|\$"(?:\{\{|\}\}|\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}|[^"\\{}]|\\.)*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.[^']*)')""")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"^((?:(?:public|internal|sealed|abstract|static|readonly|unsafe|partial|ref|file)\s+)*)(class|struct|interface|enum|record struct|record class|record|delegate\s+\S+)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
