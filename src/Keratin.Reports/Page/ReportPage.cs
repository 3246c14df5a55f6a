using System.Text;
using System.Text.Json;

namespace Keratin;

/// <summary>A page as it is being written: its elements, and beside them what the script draws its charts from.</summary>
internal sealed class ReportPage
{
    private readonly MemoryStream _charts = new();
    private readonly Utf8JsonWriter _json;

    public ReportPage()
    {
        // The default encoder leaves no < in the text, so nothing in it can end the script element that holds it.
        _json = new Utf8JsonWriter(_charts);
        _json.WriteStartObject();
    }

    /// <summary>Where the elements go.</summary>
    public HtmlWriter Html { get; } = new();

    /// <summary>
    /// Writes a chart: what the script draws, and the same as a table, which stands open until the script has drawn, and can
    /// be opened by all who would rather read.
    /// </summary>
    /// <param name="id">A name of its own on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="draw">Writes what the script draws from: <c>kind</c> and the kind's values.</param>
    /// <param name="table">The same as a table.</param>
    /// <param name="note">What has been left out of it, if anything.</param>
    public void Chart(string id, string title, Action<Utf8JsonWriter> draw, HtmlTable table, string? note = null)
    {
        _json.WriteStartObject(id);
        _json.WriteString("title", title);
        draw(_json);
        _json.WriteEndObject();
        using (Html.Open("figure", ("class", "chart"), ("id", id), ("aria-label", title)))
        {
            if (note is not null) Html.Element("p", note, ("class", "note"));
            using (Html.Open("details", ("class", "values"), ("open", "")))
            {
                Html.Element("summary", "The same as a table");
                table.Write(Html);
            }
        }
    }

    /// <summary>What the script draws from, as JSON.</summary>
    public string FinishCharts()
    {
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_charts.ToArray());
    }
}
