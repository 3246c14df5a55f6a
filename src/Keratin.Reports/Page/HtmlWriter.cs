using System.Net;
using System.Text;

namespace Keratin;

/// <summary>Writes elements one after the other. Whatever is written as text or as an attribute's value is escaped; there is no other way in.</summary>
internal sealed class HtmlWriter
{
    // Elements within a line of text; all others begin a line of their own.
    private static readonly string[] Inline = ["a", "abbr", "b", "code", "span", "strong", "button", "svg", "path", "rect", "th", "td", "dt", "dd", "summary"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>Begins an element; the end of the <c>using</c> ends it.</summary>
    /// <param name="tag">The element's name.</param>
    /// <param name="attributes">Its attributes; one whose value is null is left out, one whose value is empty is written as its name alone.</param>
    public Scope Open(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (!Inline.Contains(tag)) NewLine();
        _text.Append('<').Append(tag);
        foreach ((string name, string? value) in attributes)
        {
            if (value is null) continue;
            _text.Append(' ').Append(name);
            if (value.Length > 0) _text.Append("=\"").Append(Escape(value)).Append('"');
        }
        _text.Append('>');
        _open.Push(tag);
        return new Scope(this);
    }

    /// <summary>Writes an element that holds only text.</summary>
    /// <param name="tag">The element's name.</param>
    /// <param name="text">The text.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Open(tag, attributes)) Text(text);
    }

    /// <summary>Writes text.</summary>
    public void Text(string text) => _text.Append(Escape(text));

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Text as it stands in an element or in an attribute. What no page may hold, such as control characters, becomes U+FFFD.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.EnumerateRunes().Select(rune =>
        Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? Rune.ReplacementChar : rune)));

    private void Close()
    {
        string tag = _open.Pop();
        _text.Append("</").Append(tag).Append('>');
    }

    private void NewLine()
    {
        if (_text.Length > 0) _text.Append('\n');
    }

    /// <summary>An element that is not ended yet.</summary>
    internal readonly struct Scope(HtmlWriter writer) : IDisposable
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => writer.Close();
    }
}
