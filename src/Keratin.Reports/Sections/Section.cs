namespace Keratin;

/// <summary>A part of the page with a heading of its own. It is made of what it shows, so that later changes do not show.</summary>
/// <param name="id">The heading's anchor.</param>
/// <param name="title">The heading.</param>
internal abstract class Section(string id, string title)
{
    /// <summary>The heading's anchor.</summary>
    public string Id => id;

    /// <summary>The heading.</summary>
    public string Title => title;

    /// <summary>What is worth standing at the top of the page. Default: nothing.</summary>
    public virtual IEnumerable<Highlight> Highlights => [];

    /// <summary>Writes the section.</summary>
    public void Write(ReportPage page)
    {
        using HtmlWriter.Scope section = page.Html.Open("section", ("id", id), ("aria-labelledby", id + "-title"));
        page.Html.Element("h2", title, ("id", id + "-title"));
        WriteContent(page);
    }

    /// <summary>Writes what stands below the heading.</summary>
    protected abstract void WriteContent(ReportPage page);
}
