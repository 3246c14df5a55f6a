using System.Globalization;

namespace Keratin.Cli.Tables;

/// <summary>Dates, as three columns: the number of days, the month and the weekday.</summary>
internal sealed class DateCells(string name, CellReader cells, DateFormat format) : InputCells(name, cells)
{
    // Days from here on are small enough for 32 bits to hold minutes.
    private static readonly DateTime Origin = new(2000, 1, 1);

    private readonly List<double> _days = [];
    private readonly List<string?> _months = [];
    private readonly List<string?> _weekdays = [];

    /// <summary>The name of the column of days.</summary>
    public static string Day(string name) => $"{name} (day)";

    /// <summary>The name of the column of months.</summary>
    public static string Month(string name) => $"{name} (month)";

    /// <summary>The name of the column of weekdays.</summary>
    public static string Weekday(string name) => $"{name} (weekday)";

    /// <inheritdoc/>
    public override void Add(string cell, long line)
    {
        if (Cells.IsMissing(cell))
        {
            _days.Add(double.NaN);
            _months.Add(null);
            _weekdays.Add(null);
            return;
        }
        if (!format.TryRead(cell, out DateTime date)) throw Wrong(cell, line, $"a date like {format.Description}");
        _days.Add((date - Origin).TotalDays);
        _months.Add(date.ToString("MMMM", CultureInfo.InvariantCulture));
        _weekdays.Add(date.DayOfWeek.ToString());
    }

    /// <inheritdoc/>
    public override void MoveTo(Table table)
    {
        table[Day(Name)] = _days.ToArray();
        table[Month(Name)] = _months.ToArray();
        table[Weekday(Name)] = _weekdays.ToArray();
        _days.Clear();
        _months.Clear();
        _weekdays.Clear();
    }
}
