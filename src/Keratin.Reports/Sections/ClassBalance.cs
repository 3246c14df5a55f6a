using System.Globalization;

namespace Keratin;

/// <summary>How often each class occurs, the most frequent first.</summary>
internal sealed class ClassBalance
{
    private const int MostShown = 60;

    private readonly (string Name, int Count)[] _classes;

    private ClassBalance(IEnumerable<(string Name, int Count)> classes) => _classes = [.. classes.OrderByDescending(one => one.Count)];

    /// <summary>The classes of targets; null where they are numbers.</summary>
    /// <param name="y">Labels, or one-hot rows.</param>
    /// <param name="classNames">A name per class; null for numbers.</param>
    public static ClassBalance? Of(NDArray y, IReadOnlyList<string>? classNames)
    {
        if (Classes.LabelsOf(y, classNames) is not { } labels) return null;
        var counts = new int[classNames?.Count ?? labels.Max() + 1];
        foreach (int label in labels) counts[label]++;
        return new(counts.Select((count, label) => (classNames?[label] ?? label.ToString(CultureInfo.InvariantCulture), count)));
    }

    /// <summary>The classes of a column: its texts, or a few whole numbers; null where it holds something else.</summary>
    public static ClassBalance? Of(Column column) => column.Values switch
    {
        string?[] texts => new(texts.CountBy(text => string.IsNullOrEmpty(text) ? "(missing)" : text, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))),
        long[] integers when Classes.AreFew(integers) =>
            new(integers.CountBy(integer => integer).OrderBy(pair => pair.Key).Select(pair => (pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value))),
        _ => null,
    };

    /// <summary>Writes the classes as bars.</summary>
    public void Write(HtmlWriter html)
    {
        html.Element("h3", "Balance of the classes");
        double all = Math.Max(1, _classes.Sum(one => (long)one.Count)), most = Math.Max(1, _classes[0].Count);
        var table = new HtmlTable("How often each class occurs", "class", "rows", "share", "") { Words = [0, 3], Look = "bars" };
        foreach ((string name, int count) in _classes.Take(MostShown))
            table.Add(writer => writer.Text(name), writer => writer.Text(Quantity.Of(count)), writer => writer.Text(Figures.Percent(count / all)), writer => Bar.Write(writer, count / most));
        table.Write(html);
        if (_classes.Length > MostShown) html.Element("p", $"The {MostShown} most frequent of {Quantity.Of(_classes.Length, "class", "classes")}.", ("class", "note"));
    }
}
