using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Keratin.Cli.Tables;

/// <summary>
/// What a model knows of the tables that it reads: which columns, what each is, and what is predicted. Kept in the model's
/// file, beside the <see cref="FeatureSpace"/> that has learnt the encodings.
/// </summary>
/// <param name="Columns">The columns that the model reads.</param>
/// <param name="Target">What is predicted.</param>
/// <param name="Missing">Texts that stand for a missing value, beside the usual ones.</param>
internal sealed record TableSchema(IReadOnlyList<SchemaColumn> Columns, Target Target, IReadOnlyList<string> Missing)
{
    private const string TaskKey = "table.task", TargetKey = "table.target", ClassesKey = "table.classes", ColumnsKey = "table.columns", MissingKey = "table.missing";

    /// <summary>Notes it down.</summary>
    public void Write(IDictionary<string, string> metadata)
    {
        metadata[TaskKey] = Target.Task.ToString().ToLowerInvariant();
        metadata[TargetKey] = Json(Target.Columns);
        metadata[ClassesKey] = Json(Target.Classes);
        metadata[ColumnsKey] = ColumnsAsJson();
        metadata[MissingKey] = Json(Missing);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="metadata">What the model's file holds.</param>
    /// <param name="file">The file, for errors.</param>
    /// <exception cref="UserError">The model was not trained on a table.</exception>
    /// <exception cref="InvalidDataException">The notes are damaged.</exception>
    public static TableSchema Read(IDictionary<string, string> metadata, string file)
    {
        if (!metadata.ContainsKey(TaskKey)) throw new UserError($"{file} does not say which columns it reads: only models of 'keratin train' predict from tables.");
        try
        {
            using var columns = JsonDocument.Parse(metadata[ColumnsKey]);
            return new TableSchema(
                [.. columns.RootElement.EnumerateObject().Select(column => ColumnOf(column.Name, [.. column.Value.EnumerateArray().Select(word => word.GetString()!)]))],
                new Target(Named<TaskKind>(metadata[TaskKey]), Texts(metadata[TargetKey]), Texts(metadata[ClassesKey])),
                Texts(metadata[MissingKey]));
        }
        catch (Exception error) when (error is KeyNotFoundException or JsonException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"What {file} says of its columns is damaged: {error.Message}", error);
        }
    }

    /// <summary>An encoder that has learnt nothing yet, with what each column's kind asks for.</summary>
    /// <exception cref="UserError">There is no column to learn from, or two have the same name.</exception>
    public FeatureSpace NewFeatureSpace()
    {
        var features = new Dictionary<string, Feature>();
        foreach (SchemaColumn column in Columns)
        {
            if (column.Kind == ColumnKind.Number) Add(column.Name, FeatureSpace.FloatNormalized(imputeMean: true));
            else if (column.Kind == ColumnKind.Category) Add(column.Name, FeatureSpace.StringCategorical(maxTokens: ColumnInference.MostCategories + 1));
            else if (column.Kind == ColumnKind.Text) Add(column.Name, FeatureSpace.Text(new TextVectorization(maxTokens: ColumnInference.MostWords, outputMode: "multi_hot")));
            else
            {
                Add(DateCells.Day(column.Name), FeatureSpace.FloatNormalized(imputeMean: true));
                Add(DateCells.Month(column.Name), FeatureSpace.StringCategorical());
                Add(DateCells.Weekday(column.Name), FeatureSpace.StringCategorical());
            }
        }
        return features.Count > 0 ? new FeatureSpace(features) : throw new UserError("No column is left to predict from.");

        void Add(string name, Feature feature)
        {
            if (!features.TryAdd(name, feature)) throw new UserError($"There is a column '{name}' already, which is the name of a part of a date: give it another name.");
        }
    }

    // By name the kind, and for dates how they are written: {"joined":["date","yyyy-M-d"],"plan":["category"]}.
    private string ColumnsAsJson() => Json(json =>
    {
        json.WriteStartObject();
        foreach (SchemaColumn column in Columns)
        {
            json.WriteStartArray(column.Name);
            json.WriteStringValue(column.Kind.ToString().ToLowerInvariant());
            if (column.Format is { } format) json.WriteStringValue(format.Pattern);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    });

    private static SchemaColumn ColumnOf(string name, string[] words)
    {
        ColumnKind kind = Named<ColumnKind>(words[0]);
        return new SchemaColumn(name, kind, Format: kind == ColumnKind.Date ? DateFormat.Of(words[1]) : null);
    }

    // Enum.Parse takes any number for a value, and has an error of its own for one that is too large.
    private static T Named<T>(string name) where T : struct, Enum =>
        Enum.TryParse(name, ignoreCase: true, out T value) && Enum.IsDefined(value) ? value : throw new ArgumentException($"'{name}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    private static string Json(IEnumerable<string> texts) => Json(json =>
    {
        json.WriteStartArray();
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string[] Texts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(text => text.GetString()!)];
    }
}
