using System.Globalization;
using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>Says on the screen what was inferred and what was found, to people and to machines.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="profile">What was counted in the file.</param>
/// <param name="schema">What the columns are taken for: all of them, also those that are left out.</param>
internal sealed class TrainingScreen(TrainingOptions options, TableProfile profile, TableSchema schema)
{
    // Longer tables are no longer read.
    private const int MostColumns = 50;

    /// <summary>What the file holds, and what each column is taken for.</summary>
    public void PrintColumns(Screen screen)
    {
        string comma = profile.CommaIsDecimal ? ", with decimal commas" : "";
        screen.Output.WriteLine($"{options.Data}: {Quantity.Of(profile.Rows, "row")}, {Quantity.Of(profile.Columns.Count, "column")} separated by {CsvFile.Named(profile.Separator)}{comma}.");
        screen.Output.WriteLine($"To predict: {schema.Target.Name}, {TargetInference.Explain(schema.Target)}.");
        screen.Output.WriteLine();
        var table = new TextTable(4, "column", "taken for", "", " missing");
        foreach (SchemaColumn column in schema.Columns.Take(MostColumns))
            table.Add(column.Name, Word(column.Kind), column.Note, column.Missing == 0 ? "" : $"{Quantity.Of(column.Missing)}{(column.Kind == ColumnKind.Number ? " → mean" : column.IsInput ? " → unknown" : "")}");
        Page.Write(screen, table);
        if (schema.Columns.Count > MostColumns)
            screen.Output.WriteLine($"and {Quantity.Of(schema.Columns.Count - MostColumns)} more: {string.Join(", ", schema.Columns.Skip(MostColumns).CountBy(column => column.Kind).Select(pair => Quantity.Of(pair.Value, Word(pair.Key))))}.");
        screen.Output.WriteLine();
    }

    /// <summary>How good the model is, and where it is.</summary>
    public void PrintOutcome(Screen screen, TrainingOutcome outcome, bool stopped)
    {
        screen.Output.WriteLine();
        if (outcome.Folds.Count > 0) PrintFolds(screen, outcome);
        var table = new TextTable(3, "", outcome.Folds.Count > 0 ? " mean of the folds" : " held-out rows", " without a model");
        foreach (Measure measure in outcome.Measures)
            table.Add(measure.Name, $"{Display.Number(measure.Value)}{(measure.Deviation is { } deviation ? $" ± {Display.Number(deviation)}" : "")}", measure.Baseline is { } baseline ? Display.Number(baseline) : "");
        Page.Write(screen, table);
        screen.Output.WriteLine();
        screen.Output.WriteLine($"Checked by {outcome.CheckedBy}. Without a model: {outcome.Baseline}.");
        screen.Output.WriteLine($"{(stopped ? $"Stopped by {Interruption.Cause} after" : "Trained for")} {outcome.Course}.");
        screen.Output.WriteLine($"{options.Out} holds the {(stopped ? "model as far as it has got" : "model")}. Next: keratin predict {options.Out} new.csv");
        if (options.Report is { } page) screen.Output.WriteLine($"{page} shows more, in any browser.");
    }

    /// <summary>The same for machines.</summary>
    public void WriteJson(Screen screen, TrainingOutcome outcome, bool stopped) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", options.Out);
        json.WriteString("data", options.Data);
        if (options.Report is { } page) json.WriteString("report", page);
        json.WriteNumber("rows", profile.Rows);
        json.WriteString("task", schema.Target.Task.ToString().ToLowerInvariant());
        json.WriteTexts("target", schema.Target.Columns);
        json.WriteTexts("classes", schema.Target.Classes);
        json.WriteObjects("columns", schema.Columns, column =>
        {
            json.WriteString("name", column.Name);
            json.WriteString("kind", Word(column.Kind));
            json.WriteString("note", column.Note);
            json.WriteNumber("missing", column.Missing);
        });
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("epochs", outcome.Epochs);
        json.WriteBoolean("stopped", stopped);
        json.WriteString("checked_by", outcome.CheckedBy);
        json.WriteStartObject("metrics");
        foreach (Measure measure in outcome.Measures) json.WriteFinite(measure.Name, measure.Value);
        json.WriteEndObject();
        json.WriteStartObject("baseline");
        foreach (Measure measure in outcome.Measures)
            if (measure.Baseline is { } baseline) json.WriteFinite(measure.Name, baseline);
        json.WriteEndObject();
        if (outcome.Folds.Count > 0)
        {
            json.WriteObjects("folds", outcome.Folds, fold =>
            {
                for (int i = 0; i < fold.Count; i++) json.WriteFinite(outcome.Measures[i].Name, fold[i]);
            });
        }
        json.WriteEndObject();
    });

    private static void PrintFolds(Screen screen, TrainingOutcome outcome)
    {
        var table = new TextTable(outcome.Measures.Count + 1, [" fold", .. outcome.Measures.Select(measure => $" {measure.Name}")]);
        for (int fold = 0; fold < outcome.Folds.Count; fold++)
            table.Add([(fold + 1).ToString(CultureInfo.InvariantCulture), .. outcome.Folds[fold].Select(Display.Number)]);
        Page.Write(screen, table);
        screen.Output.WriteLine();
    }

    private static string Word(ColumnKind kind) => kind.ToString().ToLowerInvariant();
}
