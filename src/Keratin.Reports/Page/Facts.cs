namespace Keratin;

/// <summary>A list of names with what each of them is.</summary>
internal static class Facts
{
    /// <summary>Writes the list.</summary>
    public static void Write(HtmlWriter html, IEnumerable<(string Name, string Value)> facts)
    {
        using HtmlWriter.Scope list = html.Open("dl", ("class", "facts"));
        foreach ((string name, string value) in facts)
        {
            // A group for each pair, so that they stay together where the list has columns.
            using HtmlWriter.Scope pair = html.Open("div");
            html.Element("dt", name);
            html.Element("dd", value);
        }
    }
}
