using System.Text.RegularExpressions;

namespace Keratin.Core.Tests;

/// <summary>What the compiler made of the kernels: the listing that it writes on request, cut into methods and loops.</summary>
internal static partial class MachineCode
{
    private const string Heading = "; Assembly listing for method ";

    /// <summary>The listing of each method, under its name and signature.</summary>
    public static Dictionary<string, string[]> Methods(string listing)
    {
        var methods = new Dictionary<string, string[]>();
        foreach (string section in listing.Split(Heading)[1..])
        {
            string[] lines = section.Split('\n');
            methods[lines[0]] = lines[1..];
        }
        return methods;
    }

    /// <summary>The loops of a method that contain no other: from a label to a jump back to it.</summary>
    public static List<string[]> InnermostLoops(string[] method)
    {
        var labels = new Dictionary<string, int>();
        var loops = new List<(int Start, int End)>();
        for (int i = 0; i < method.Length; i++)
        {
            if (Label().Match(method[i]) is { Success: true } label) labels[label.Groups[1].Value] = i;
            else if (Jump().Match(method[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out int start)) loops.Add((start, i));
        }
        return [.. loops.Where(a => !loops.Any(b => b != a && b.Start >= a.Start && b.End <= a.End)).Select(loop => method[loop.Start..(loop.End + 1)])];
    }

    /// <summary>The lines that call, or that read or write a vector register on the stack.</summary>
    public static IEnumerable<string> CallsAndSpills(IEnumerable<string> code) =>
        code.Where(line => Call().IsMatch(line) || Spill().IsMatch(line)).Select(line => line.Trim());

    /// <summary>The lines that call a vector operation which should have been an instruction.</summary>
    public static IEnumerable<string> VectorCalls(IEnumerable<string> code) =>
        code.Where(line => Call().IsMatch(line) && line.Contains("[System.Runtime.Intrinsics", StringComparison.Ordinal)).Select(line => line.Trim());

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s+(?:j\w+|b\.?\w*|cbn?z)\s+(?:.*\s)?(G_M\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"^\s+(?:call|blr?)\s")]
    private static partial Regex Call();

    [GeneratedRegex(@"[xyz]mm\d+.*\[r[sb]p|\[r[sb]p.*[xyz]mm\d+")]
    private static partial Regex Spill();
}
