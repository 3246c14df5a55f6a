using System.Text.Json;

namespace Keratin;

/// <summary>Panels side by side over the same epochs, each with a line per series.</summary>
/// <param name="Epochs">The epochs, counted from 1.</param>
/// <param name="Best">The position of the epoch that is marked; null where none is.</param>
/// <param name="Series">What the lines are, in every panel, with their looks: <c>dots</c>, <c>line</c>, <c>thin</c> or <c>thick</c>.</param>
/// <param name="Panels">What each panel is of, with the values of each series; null where a series has none.</param>
internal sealed record LineChart(int[] Epochs, int? Best, (string Name, string Look)[] Series, (string Title, IReadOnlyList<double>?[] Values)[] Panels)
{
    // As many as a panel has pixels.
    private const int MostPoints = 600;

    /// <summary>The positions that are drawn.</summary>
    public int[] Points => Sample.Of(Epochs.Length, MostPoints, Epochs.Length - 1, Best ?? 0);

    /// <summary>What has been left out, in words; null where nothing has.</summary>
    public string? Note => Points.Length < Epochs.Length ? $"Of {Quantity.Of(Epochs.Length)} epochs, {Quantity.Of(Points.Length)} are drawn, evenly chosen." : null;

    /// <summary>Writes what the script draws from.</summary>
    public void Write(Utf8JsonWriter json)
    {
        int[] points = Points;
        json.WriteString("kind", "lines");
        json.WriteWholes("x", points.Select(point => Epochs[point]));
        if (Best is { } best) json.WriteNumber("best", Array.IndexOf(points, best));
        json.WriteStartArray("series");
        foreach ((string name, string look) in Series)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("look", look);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("panels");
        foreach ((string title, IReadOnlyList<double>?[] values) in Panels)
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteStartArray("values");
            foreach (IReadOnlyList<double>? line in values)
            {
                json.WriteStartArray();
                foreach (int point in points) json.WriteFigure(line?[point] ?? double.NaN);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
