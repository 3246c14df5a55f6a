using System.Text.RegularExpressions;

namespace Keratin.Tests;

/// <summary>The habits of this code, as code. Each rule lists what breaks it.</summary>
internal static partial class HouseRules
{
    /// <summary>The folders of <c>Keratin.Core</c> in the order that data passes through them: each uses only those before it.</summary>
    public static readonly string[] Layers = ["Lanes", "Tensors", "Graph", "Operations", "Autodiff", "Passes", "Execution", "Cpu"];

    private static readonly string[] GraphFolders = ["Activations", "Constraints", "Layers", "Losses", "Metrics", "Models", "Optimizers", "Regularizers", "Training"];
    private static readonly string[] Forbidden = ["NotImplementedException", "TODO", "#pragma warning disable", "SuppressMessage"];

    /// <summary>A file in one folder of the core names no type of a later folder.</summary>
    public static IEnumerable<string> UsesOfLaterFolders(IReadOnlyList<SourceFile> files)
    {
        SourceFile[] core = [.. files.Where(file => file.Path.StartsWith("Keratin.Core/", StringComparison.Ordinal))];
        foreach (SourceFile file in core.Where(file => !Layers.Contains(Folder(file)) && file.Path.Count('/') > 1))
            yield return $"{file.Path}: the folder {Folder(file)} has no place in the order {string.Join(", ", Layers)}.";
        var homes = core.SelectMany(file => file.Types.Select(type => (type.Name, Folder: Folder(file)))).Distinct().ToLookup(type => type.Name, type => Array.IndexOf(Layers, type.Folder));
        foreach (SourceFile file in core)
        {
            int own = Array.IndexOf(Layers, Folder(file));
            foreach (string name in TypeUse().Matches(file.Code).Select(use => use.Value).Distinct())
                if (homes[name].Any() && homes[name].Min() > own) yield return $"{file.Path} uses {name} of {Layers[homes[name].Min()]}.";
        }
    }

    /// <summary>Nothing concrete is inherited from; but a Sequential is a Model with another way to be put together.</summary>
    public static IEnumerable<string> OpenClasses(IReadOnlyList<SourceFile> files) =>
        from file in files
        from declaration in ClassDeclaration().Matches(file.Code)
        let modifiers = declaration.Groups[1].Value.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        where !modifiers.Any(modifier => modifier is "sealed" or "abstract" or "static") && declaration.Groups[2].Value != nameof(Model)
        select $"{file.Path}: {declaration.Groups[2].Value} is neither sealed nor abstract nor static.";

    /// <summary>At most one public type per file (a generic form of it may stand beside), and the file is named after it.</summary>
    public static IEnumerable<string> TypesWithoutAFileOfTheirOwn(IReadOnlyList<SourceFile> files)
    {
        foreach (SourceFile file in files)
        {
            string[] types = [.. file.Types.Where(type => type.Modifiers.Contains("public", StringComparison.Ordinal)).Select(type => type.Name).Distinct()];
            if (types.Length > 1) yield return $"{file.Path} declares {string.Join(" and ", types)}.";
            // A partial type may be spread over Name.Part.cs.
            if (types.Length == 1 && file.Name.Split('.')[0] != types[0]) yield return $"{file.Path} declares {types[0]}.";
        }
    }

    /// <summary>Nothing unfinished, no warning switched off.</summary>
    public static IEnumerable<string> ForbiddenWords(IReadOnlyList<SourceFile> files) =>
        from file in files
        from word in Forbidden
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} says {word}.";

    /// <summary>What users reference is written without pointers.</summary>
    public static IEnumerable<string> UnsafeCode(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("Keratin/", StringComparison.Ordinal) && UnsafeWord().IsMatch(file.Code)
        select $"{file.Path} is unsafe.";

    /// <summary>Layers, losses, metrics and optimizers are graph: loops over elements belong to kernels.</summary>
    public static IEnumerable<string> LoopsOverElements(IReadOnlyList<SourceFile> files)
    {
        foreach (SourceFile file in files.Where(file => file.Path.StartsWith("Keratin/", StringComparison.Ordinal) && GraphFolders.Contains(Folder(file))))
        {
            string[] arrays = [.. ElementArray().Matches(file.Code).Select(declaration => declaration.Groups[1].Value).Distinct()];
            foreach (string loop in Loops(file.Code))
            {
                bool walks = ElementLoop().IsMatch(loop) || loop.Contains(".Values[", StringComparison.Ordinal)
                    || arrays.Any(array => Regex.IsMatch(loop, $@"(?<![\w.]){array}\[(?![^\]]*\.\.)"));
                if (walks) yield return $"{file.Path} loops over elements: {loop.Split('\n')[0].Trim()}";
            }
        }
    }

    /// <summary>A backend computes what the graph says and never hears what it is for.</summary>
    public static IEnumerable<string> BackendsThatKnowGradients(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith("Keratin.Core/Cpu/", StringComparison.Ordinal) && file.Text.Contains("gradient", StringComparison.OrdinalIgnoreCase)
        select $"{file.Path} says gradient.";

    private static string Folder(SourceFile file) => file.Path.Split('/') is [_, var folder, _, ..] ? folder : "";

    // Each loop from its keyword to the end of its body: a block, or a statement.
    private static IEnumerable<string> Loops(string code)
    {
        foreach (Match keyword in LoopKeyword().Matches(code))
        {
            int end = keyword.Index + keyword.Length, open = 1;
            for (; open > 0 && end < code.Length; end++) open += code[end] == '(' ? 1 : code[end] == ')' ? -1 : 0;
            for (open = 0; end < code.Length; end++)
            {
                open += code[end] == '{' ? 1 : code[end] == '}' ? -1 : 0;
                if (open == 0 && code[end] is ';' or '}') break;
            }
            yield return code[keyword.Index..Math.Min(end + 1, code.Length)];
        }
    }

    // A name where a type may stand: not a member after a dot, not a call, not a declared or named member. (A constructor is called after new.)
    [GeneratedRegex(@"(?<=\bnew\s+)[A-Z]\w*|(?<![\w.])[A-Z]\w*(?=\s*(?:<[\w\s,<>?\[\]]+>)?[?*&]*(?:\[\])?[?*]*\s+[\w@]+\s*(?:[;,)=({]|in\b|=>))|(?<=[<,(]\s*)(?<![\w.])[A-Z]\w*(?=[?*]*\s*[>,)])|(?<=\b(?:is|as|not|or|case|typeof\(|sizeof\()\s*)[A-Z]\w*|(?<![\w.])[A-Z]\w*(?=\.[A-Z])|(?<=(?:class|struct|interface|record)\s+\w+[^{;]*:[^{;]*?)(?<![\w.])[A-Z]\w*(?=[^;{]*[{;])")]
    private static partial Regex TypeUse();

    [GeneratedRegex(@"((?:\b(?:public|internal|private|protected|sealed|abstract|static|unsafe|partial|file|new)\s+)*)\b(?:class|record(?!\s+struct))\s+(?!struct)(\w+)")]
    private static partial Regex ClassDeclaration();

    [GeneratedRegex(@"\bunsafe\b")]
    private static partial Regex UnsafeWord();

    [GeneratedRegex(@"\b(?:for|foreach|while)\s*\(")]
    private static partial Regex LoopKeyword();

    [GeneratedRegex(@"(?:Span<(?:float|double)>|\b(?:float|double)\[\]|\bNDArray)\s+(\w+)")]
    private static partial Regex ElementArray();

    [GeneratedRegex(@"^foreach\s*\(\s*(?:ref\s+(?:readonly\s+)?)?float\b|^foreach[^{;]*(?:\.Values\b|\.AsSpan\()\s*\)")]
    private static partial Regex ElementLoop();
}
