using System.Globalization;

namespace Keratin.Cli.Tables;

/// <summary>Tells from what was counted of the target what kind of prediction is meant.</summary>
internal static class TargetInference
{
    private const int MostClasses = 1000;

    // More different whole numbers than these are amounts, not classes.
    private const int MostNumberedClasses = 20;

    /// <summary>What is to be predicted.</summary>
    /// <param name="columns">What was counted of the target's column, or of several that are a label each.</param>
    /// <param name="asked">The task that was asked for; null: to be told.</param>
    /// <exception cref="UserError">There is nothing to learn, or the values do not fit the task.</exception>
    public static Target Of(IReadOnlyList<ColumnProfile> columns, TaskKind? asked)
    {
        if (columns.Count > 1) return Labels(columns, asked);
        ColumnProfile column = columns[0];
        if (column.Present == 0) throw new UserError($"The target '{column.Name}' is missing in every row: there is nothing to learn from.");
        TaskKind task = asked ?? Guess(column);
        return task switch
        {
            TaskKind.Regression => Number(column),
            TaskKind.Classification => Classes(column),
            _ => new Target(task, [column.Name], Several(column, LabelsOf(column), "label")),
        };
    }

    /// <summary>Why a target is taken for what it is.</summary>
    public static string Explain(Target target) => target.Task switch
    {
        TaskKind.Regression => "a number (regression)",
        TaskKind.Classification => $"one of {target.Classes.Count} classes (classification): {Some(target.Classes)}",
        _ => $"any of {target.Classes.Count} labels (multilabel): {Some(target.Classes)}",
    };

    private static TaskKind Guess(ColumnProfile column)
    {
        if (column.Numbers < column.Present)
        {
            IReadOnlyCollection<string> labels = LabelsOf(column);
            bool several = labels.Count <= column.Distinct.Count && column.Distinct.Any(cell => Target.Labels(cell).Length > 1);
            return several ? TaskKind.Multilabel : column.Distinct.Count > MostNumberedClasses && column.Numbers > column.Present / 2 ? TaskKind.Regression : TaskKind.Classification;
        }
        int values = column.Distinct.Count;
        bool inARow = column.Whole && column.Smallest is 0 or 1 && column.Largest - column.Smallest + 1 == values;
        return column.Whole && (values == 2 || (inARow && values <= MostNumberedClasses)) ? TaskKind.Classification : TaskKind.Regression;
    }

    private static Target Number(ColumnProfile column)
    {
        if (column.FirstOther is { } other)
            throw new UserError($"Line {other.Line} holds '{other.Value}' in the target '{column.Name}', which is to be predicted as a number: correct it, say --missing \"{other.Value}\" if it stands for a missing value, or --task classification if the target is one of some classes.");
        if (column.Smallest == column.Largest) throw new UserError($"The target '{column.Name}' is {Display.Number(column.Smallest)} in every row: there is nothing to learn.");
        return new Target(TaskKind.Regression, [column.Name], []);
    }

    private static Target Classes(ColumnProfile column)
    {
        IReadOnlyCollection<string> names = column.Distinct;
        if (names.Count > MostClasses)
            throw new UserError($"The target '{column.Name}' has {Quantity.Of(names.Count)} different values, more than the {Quantity.Of(MostClasses)} classes that can be told apart: {(column.Numbers == column.Present ? "say --task regression" : "choose another column")}.");
        return new Target(TaskKind.Classification, [column.Name], Several(column, names, "class"));
    }

    private static Target Labels(IReadOnlyList<ColumnProfile> columns, TaskKind? asked)
    {
        if (asked is TaskKind.Regression or TaskKind.Classification)
            throw new UserError($"--task {asked.ToString()!.ToLowerInvariant()} predicts one column, but --target names {columns.Count}: {string.Join(", ", columns.Select(column => column.Name))}.");
        foreach (ColumnProfile column in columns)
            if (column.Distinct.FirstOrDefault(cell => Target.IsYes(cell) is null) is { } other)
                throw new UserError($"--target names {columns.Count} columns, so each must say by 1 or 0, yes or no, whether a row has that label; but '{column.Name}' holds '{other}'.");
        return new Target(TaskKind.Multilabel, [.. columns.Select(column => column.Name)], [.. columns.Select(column => column.Name)]);
    }

    private static string[] Several(ColumnProfile column, IReadOnlyCollection<string> names, string noun)
    {
        if (names.Count == 1) throw new UserError($"The target '{column.Name}' has one {noun} only, '{names.First()}': a model needs rows of two or more to tell them apart.");
        return names.All(name => long.TryParse(name, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> LabelsOf(ColumnProfile column) => [.. column.Distinct.SelectMany(Target.Labels)];

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(6)) + (names.Count > 6 ? ", …" : "");
}
