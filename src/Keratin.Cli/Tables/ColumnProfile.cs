namespace Keratin.Cli.Tables;

/// <summary>What is counted of a column on the first reading of a file: enough to tell what it holds.</summary>
/// <param name="name">The column.</param>
/// <param name="cells">Reads numbers and missing values.</param>
internal sealed class ColumnProfile(string name, CellReader cells)
{
    /// <summary>More different values than these are not told apart.</summary>
    public const int MostDistinct = 50_000;

    private readonly HashSet<string> _distinct = [];
    private DateFormat[] _formats = [.. DateFormat.Known];
    private double _previous = double.NaN;

    /// <summary>The column.</summary>
    public string Name => name;

    /// <summary>How many values are there.</summary>
    public long Present { get; private set; }

    /// <summary>How many values are missing.</summary>
    public long Missing { get; private set; }

    /// <summary>How many values are numbers.</summary>
    public long Numbers { get; private set; }

    /// <summary>Whether all numbers are whole.</summary>
    public bool Whole { get; private set; } = true;

    /// <summary>Whether a number is written with a zero before it, as codes are: 007.</summary>
    public bool LeadingZeros { get; private set; }

    /// <summary>Whether each number is one more than that of the row before.</summary>
    public bool Counts { get; private set; } = true;

    /// <summary>The smallest number.</summary>
    public double Smallest { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest number.</summary>
    public double Largest { get; private set; } = double.NegativeInfinity;

    /// <summary>How many values are dates, in one way of writing.</summary>
    public long Dates { get; private set; }

    /// <summary>The ways of writing dates in which all dates are; none where there is no date.</summary>
    public IReadOnlyList<DateFormat> Formats => Dates > 0 ? _formats : [];

    /// <summary>The first value that is no number, and how many numbers were before it.</summary>
    public Stray? FirstOther { get; private set; }

    /// <summary>The first value that is no date, and how many dates were before it.</summary>
    public Stray? FirstUndated { get; private set; }

    /// <summary>The white-space separated words of all values.</summary>
    public long Words { get; private set; }

    /// <summary>The different values, in the order in which they came; after <see cref="MostDistinct"/> no more are kept.</summary>
    public IReadOnlyCollection<string> Distinct => _distinct;

    /// <summary>Whether all values differ, as far as they were kept.</summary>
    public bool AllDiffer => _distinct.Count == Math.Min(Present, MostDistinct);

    /// <summary>Takes in a value.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="line">Its line.</param>
    public void Add(string cell, long line)
    {
        if (cells.IsMissing(cell))
        {
            Missing++;
            return;
        }
        if (!AddNumber(cell)) FirstOther ??= new Stray(cell, line, Numbers);
        if (!AddDate(cell)) FirstUndated ??= new Stray(cell, line, Dates);
        Present++;
        if (_distinct.Count < MostDistinct) _distinct.Add(cell);
        if (FirstOther is not null) Words += WordsOf(cell);
    }

    private bool AddNumber(string cell)
    {
        if (!cells.TryNumber(cell, out double number)) return false;
        Numbers++;
        Whole &= number == Math.Floor(number);
        Counts &= Present == 0 || number == _previous + 1;
        LeadingZeros |= cell.Length > 1 && cell[0] == '0' && char.IsAsciiDigit(cell[1]);
        Smallest = Math.Min(Smallest, number);
        Largest = Math.Max(Largest, number);
        _previous = number;
        return true;
    }

    private bool AddDate(string cell)
    {
        if (!DateFormat.Possible(cell)) return false;
        DateFormat[] fitting = Array.FindAll(_formats, format => format.TryRead(cell, out _));
        if (fitting.Length == 0) return false;
        _formats = fitting;
        Dates++;
        return true;
    }

    private static int WordsOf(string cell)
    {
        int words = 0;
        bool inside = false;
        foreach (char letter in cell)
        {
            bool space = char.IsWhiteSpace(letter);
            if (!space && !inside) words++;
            inside = !space;
        }
        return words;
    }

    /// <summary>A value unlike those before it.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Line">Its line.</param>
    /// <param name="Before">How many of the others came before it.</param>
    public sealed record Stray(string Value, long Line, long Before);
}
