using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Keratin;

/// <summary>The frame of the page: <c>report.html</c> with its style and its script, and places for what differs.</summary>
internal static class PageTemplate
{
    private static readonly string Frame = Read("report.html");
    private static readonly string Style = Read("report.css");
    private static readonly string Script = Read("report.js");

    // Only this very style and this very script may run; nothing may be fetched from anywhere. Even a text that
    // slipped through as an element could do nothing.
    private static readonly string Policy = $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>Fills the frame.</summary>
    /// <param name="parts">What stands at each place, by its name: elements, already escaped.</param>
    public static string Fill(IReadOnlyDictionary<string, string> parts)
    {
        var page = new StringBuilder();
        // Once through the frame: what is filled in is not looked at again.
        for (int at = 0; at < Frame.Length;)
        {
            int open = Frame.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0) open = Frame.Length;
            page.Append(Frame, at, open - at);
            if (open == Frame.Length) break;
            int close = Frame.IndexOf("}}", open, StringComparison.Ordinal);
            string name = Frame[(open + 2)..close];
            page.Append(name switch { "style" => Style, "script" => Script, "policy" => HtmlWriter.Escape(Policy), _ => parts[name] });
            at = close + 2;
        }
        return page.ToString();
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        // A checkout with other line ends gives the same page.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
