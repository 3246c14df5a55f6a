using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>What each column of a file is taken for: as was asked, or as its values tell.</summary>
internal static class SchemaInference
{
    /// <summary>Describes all columns, also those that are left out.</summary>
    /// <param name="profile">What was counted.</param>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="UserError">A column that was named is not there, or its values do not fit.</exception>
    public static TableSchema Of(TableProfile profile, TrainingOptions options)
    {
        ColumnProfile[] targets = [.. options.Targets.Select(name => profile.Find(name, "--target"))];
        var asked = new Dictionary<string, ColumnKind>();
        foreach ((string name, ColumnKind kind, string option) in options.Kinds)
        {
            if (options.Targets.Contains(profile.Find(name, option).Name)) throw new UserError($"{option} names '{name}', which is the target: the target's kind is said by --task.");
            if (!asked.TryAdd(name, kind)) throw new UserError($"The column '{name}' is named twice by {string.Join(", ", options.Kinds.Where(other => other.Column == name).Select(other => other.Option).Distinct())}: name it once.");
        }
        Target target = TargetInference.Of(targets, options.Task);
        SchemaColumn[] columns = [.. profile.Columns.Select(column => targets.Contains(column)
            ? new SchemaColumn(column.Name, ColumnKind.Target, column.Missing > 0 && target.Task != TaskKind.Multilabel ? "rows without it are left out" : "", column.Missing)
            : ColumnInference.Of(column, asked.TryGetValue(column.Name, out ColumnKind kind) ? kind : null))];
        if (!columns.Any(column => column.IsInput))
            throw new UserError($"No column is left to predict '{target.Name}' from: {string.Join(", ", columns.Where(column => column.Kind != ColumnKind.Target).Select(column => $"'{column.Name}' ({column.Note})"))}.");
        return new TableSchema(columns, target, options.Missing);
    }
}
