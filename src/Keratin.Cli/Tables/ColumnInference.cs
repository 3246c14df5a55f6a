using System.Globalization;

namespace Keratin.Cli.Tables;

/// <summary>Tells from what was counted of a column what it holds. docs/cli.md lists these rules.</summary>
internal static class ColumnInference
{
    /// <summary>The most values of a category that have a column of their own; the rarest of more count as unknown.</summary>
    public const int MostCategories = 1000;

    /// <summary>The most words of a text column that have a column of their own.</summary>
    public const int MostWords = 10_000;

    // Below so many values too little is known to call values that all differ an identifier.
    private const int EnoughToTell = 20;

    // A column with so few different values may mix numbers and texts: it is a category.
    private const int FewValues = 20;

    // A column is meant to hold numbers if nine tenths of its values are, or so many from the first on.
    private const int ManyFromTheFirst = 1000;
    private const double MostOf = 0.9;

    private const int WordsOfTexts = 4;

    /// <summary>What a column is taken for.</summary>
    /// <param name="column">What was counted of it.</param>
    /// <param name="asked">What it is to be taken for; null: to be told.</param>
    /// <exception cref="UserError">The values are of several kinds, or not of that which was asked for.</exception>
    public static SchemaColumn Of(ColumnProfile column, ColumnKind? asked = null)
    {
        if (asked == ColumnKind.Ignored) return Made(column, ColumnKind.Ignored, "left out, as asked");
        if (column.Present == 0) return Made(column, ColumnKind.Constant, "always missing: left out");
        if (asked is { } kind) return Asked(column, kind);
        if (column.Distinct.Count == 1 && (column.Missing == 0 || column.Numbers > 0))
            return Made(column, ColumnKind.Constant, $"always {Short(column.Distinct.First())}: left out");
        if (column.Numbers == column.Present) return Numeric(column);
        if (column.Dates == column.Present) return Dated(column);
        if (column.Distinct.Count > FewValues)
        {
            if (IsMeant(column.Numbers, column.FirstOther!, column)) throw Mixed(column, column.FirstOther!, column.Numbers, "numbers");
            if (column.Dates > 0 && IsMeant(column.Dates, column.FirstUndated!, column)) throw Mixed(column, column.FirstUndated!, column.Dates, $"dates ({column.Formats[0].Description})");
        }
        return Textual(column);
    }

    private static SchemaColumn Asked(ColumnProfile column, ColumnKind kind) => kind switch
    {
        ColumnKind.Number => column.Numbers == column.Present ? Number(column) : throw Mixed(column, column.FirstOther!, column.Numbers, "numbers"),
        ColumnKind.Date => column.Dates == column.Present ? Dated(column) : throw Mixed(column, column.FirstUndated!, column.Dates, "dates"),
        ColumnKind.Text => Text(column),
        _ => Category(column),
    };

    private static SchemaColumn Numeric(ColumnProfile column)
    {
        if (!column.Whole || column.Present <= EnoughToTell) return column.LeadingZeros && column.Whole ? Category(column) : Number(column);
        if (column.AllDiffer && column.Missing == 0 && (column.Counts || column.LeadingZeros || NamesAnIdentifier(column.Name)))
            return Made(column, ColumnKind.Identifier, column.Counts ? "numbers the rows: left out" : "another value in each row: left out");
        return column.LeadingZeros || (NamesACode(column.Name) && column.Distinct.Count <= column.Present / 2) ? Category(column) : Number(column);
    }

    private static SchemaColumn Textual(ColumnProfile column)
    {
        double words = (double)column.Words / column.Present;
        bool mostlyDiffer = column.Distinct.Count > MostOf * Math.Min(column.Present, ColumnProfile.MostDistinct);
        if (words >= WordsOfTexts && column.Distinct.Count > Math.Max(FewValues, column.Present / 5)) return Text(column);
        if (column.Present <= EnoughToTell || !mostlyDiffer) return Category(column);
        return words >= 2 ? Text(column)
            : Made(column, ColumnKind.Identifier, column.AllDiffer ? "another value in each row: left out" : "another value in almost each row: left out");
    }

    private static SchemaColumn Number(ColumnProfile column) =>
        Made(column, ColumnKind.Number, $"{Display.Number(column.Smallest)} to {Display.Number(column.Largest)}");

    private static SchemaColumn Category(ColumnProfile column)
    {
        int values = column.Distinct.Count;
        string some = string.Join(", ", column.Distinct.Take(3).Select(Short));
        return Made(column, ColumnKind.Category, values > MostCategories
            ? $"the {Quantity.Of(MostCategories)} most frequent of {(values < ColumnProfile.MostDistinct ? "" : "more than ")}{Quantity.Of(values)} values"
            : $"{Quantity.Of(values, "value")}: {some}{(values > 3 ? ", …" : "")}");
    }

    private static SchemaColumn Text(ColumnProfile column)
    {
        double words = Math.Max(1, (double)column.Words / column.Present);
        return Made(column, ColumnKind.Text, $"{words.ToString("F0", CultureInfo.InvariantCulture)} words on average");
    }

    private static SchemaColumn Dated(ColumnProfile column)
    {
        DateFormat format = column.Formats[0];
        bool ambiguous = column.Formats.Count > 1;
        return Made(column, ColumnKind.Date, $"{format.Description}{(ambiguous ? $" (or {column.Formats[1].Description}, no value tells)" : "")}: day, month and weekday") with { Format = format };
    }

    private static bool IsMeant(long fitting, ColumnProfile.Stray first, ColumnProfile column) =>
        fitting >= MostOf * column.Present || first.Before >= ManyFromTheFirst;

    private static UserError Mixed(ColumnProfile column, ColumnProfile.Stray first, long fitting, string kind) =>
        new($"Line {first.Line} holds {Short(first.Value)} in the column '{column.Name}', where {Quantity.Of(fitting)} of {Quantity.Of(column.Present)} values are {kind}: correct it; or say --missing {Quoted(first.Value)} if it stands for a missing value, --category {Quoted(column.Name)} if the column holds names of kinds, or --ignore {Quoted(column.Name)}.");

    private static bool NamesAnIdentifier(string name) => string.Equals(name, "id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal);

    private static bool NamesACode(string name) => NamesAnIdentifier(name)
        || name.EndsWith("code", StringComparison.OrdinalIgnoreCase) || name.Contains("zip", StringComparison.OrdinalIgnoreCase);

    private static SchemaColumn Made(ColumnProfile column, ColumnKind kind, string note) => new(column.Name, kind, note, column.Missing);

    private static string Short(string value) => value.Length <= 24 ? $"'{value}'" : $"'{value[..20]}…'";

    // As a shell takes it.
    private static string Quoted(string value) => value.All(char.IsLetterOrDigit) ? value : $"\"{Short(value).Trim('\'')}\"";
}
