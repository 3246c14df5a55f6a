using CsvHelper;

namespace Keratin.Cli.Tables;

/// <summary>
/// A file of separated values, read once from its start to its end, in batches. Separator, decimal point and encoding are
/// found out; what is wrong with the file is told by its line.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    /// <summary>The rows of a batch: enough that a batch is worth a prediction, few enough to hold many columns of texts.</summary>
    public const int RowsAtATime = 4096;

    // A quote that is never closed would else read the rest of the file into memory.
    private const int LongestRow = 16 << 20;

    // Stands for bytes that are no UTF-8.
    private const char NotText = '\uFFFD';

    private readonly CsvReader _reader;
    private readonly Stream _stream;
    private readonly CancellationToken _stop;
    private readonly CsvBatch? _first;
    private volatile ReadingProgress _progress = new(0, null);

    /// <summary>Reads the beginning of a file.</summary>
    /// <param name="name">What the file is called in messages.</param>
    /// <param name="stream">The file.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="UserError">Its header is wrong.</exception>
    public CsvFile(string name, Stream stream, CancellationToken stop)
    {
        (Name, _stream, _stop) = (name, stream, stop);
        _reader = CsvReader.Create(new InterruptibleStream(stream, stop), new CsvReaderOptions
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
            PoolStrings = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = Refuse,
        });
        try
        {
            Columns = Header();
            _first = NextBatch();
            CommaIsDecimal = _first is not null && HasDecimalCommas(_first);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>What the file is called in messages.</summary>
    public string Name { get; }

    /// <summary>The names of the columns, as the first line says.</summary>
    public string[] Columns { get; }

    /// <summary>What stands between two values.</summary>
    public char Separator => _reader.Separator;

    /// <summary>Whether 3,5 is three and a half: only where commas do not separate the values.</summary>
    public bool CommaIsDecimal { get; }

    /// <summary>How far it has been read; other threads may ask.</summary>
    public ReadingProgress Progress => _progress;

    /// <summary>Opens a file and reads its beginning.</summary>
    /// <param name="path">The file; <c>-</c> is the standard input.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="UserError">There is no such file, or its header is wrong.</exception>
    public static CsvFile Open(string path, CancellationToken stop)
    {
        if (path == "-") return new CsvFile("the standard input", Console.OpenStandardInput(), stop);
        InputFile.Require(path);
        return new CsvFile(path, File.OpenRead(path), stop);
    }

    /// <summary>The rows, batch by batch.</summary>
    /// <exception cref="UserError">A row is wrong.</exception>
    public IEnumerable<CsvBatch> Batches()
    {
        for (CsvBatch? batch = _first; batch is not null; batch = NextBatch()) yield return batch;
    }

    /// <summary>The place of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="option">Who asks for it, for the message.</param>
    /// <exception cref="UserError">There is no such column.</exception>
    public int Find(string column, string option)
    {
        int place = Array.IndexOf(Columns, column);
        return place >= 0 ? place : throw NoColumn(Name, Columns, column, option);
    }

    /// <summary>What is said of a column that is not there.</summary>
    public static UserError NoColumn(string file, IReadOnlyCollection<string> columns, string column, string option) =>
        new($"{file} has no column '{column}', which {option} names. Did you mean '{NearestName.Of(column, columns)}'? Its columns are {string.Join(", ", columns)}.");

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private string[] Header()
    {
        string[] names = Guarded(() => _reader.Headers.Select(name => name.Trim()).ToArray());
        if (names.Length == 0) throw new UserError($"{Name} is empty: its first line must hold the names of the columns.");
        if (Array.Exists(names, name => name.Contains(NotText, StringComparison.Ordinal) || name.AsSpan().IndexOfAnyInRange('\0', '\b') >= 0))
            throw new UserError($"{Name} is no text in UTF-8: save it as a file of values separated by commas, in that encoding.");
        // Programs that number their rows leave the name of that column out.
        for (int i = 0; i < names.Length; i++)
            if (names[i].Length == 0) names[i] = $"column {i + 1}";
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UserError($"{Name} has {twice.Count()} columns named '{twice.Key}': give each a name of its own in the first line.");
        var cells = new CellReader(commaIsDecimal: false, []);
        if (Array.TrueForAll(names, name => cells.TryNumber(name, out _)))
            throw new UserError($"The first line of {Name} holds numbers ({string.Join(", ", names.Take(3))}, …) instead of names: add a line with the names of the columns before it.");
        return names;
    }

    private CsvBatch? NextBatch() => Guarded(() =>
    {
        _stop.ThrowIfCancellationRequested();
        // They grow with the rows: room for thousands at once would let a line of many names take all memory.
        var columns = new List<string>[Columns.Length];
        for (int i = 0; i < columns.Length; i++) columns[i] = [];
        var lines = new List<long>();
        while (lines.Count < RowsAtATime && _reader.Read())
        {
            if (_reader.FieldCount != columns.Length)
                throw new UserError($"Line {_reader.LineNumber} of {Name} has {Quantity.Of(_reader.FieldCount, "value")}, but the first line names {Quantity.Of(columns.Length, "column")}: correct the line; a value that contains {Named(Separator)} must stand in quotes.");
            bool header = true;
            for (int i = 0; i < columns.Length; i++)
            {
                string cell = _reader.GetString(i);
                if (cell.Contains(NotText, StringComparison.Ordinal))
                    throw new UserError($"Line {_reader.LineNumber} of {Name} is not UTF-8 in the column '{Columns[i]}': save the file with the encoding UTF-8.");
                header &= cell == Columns[i];
                columns[i].Add(cell);
            }
            if (header) throw new UserError($"Line {_reader.LineNumber} of {Name} repeats the names of the columns, as if two files had been joined: remove that line.");
            lines.Add(_reader.LineNumber);
        }
        _progress = new(_progress.Rows + lines.Count, _stream is { CanSeek: true, Length: > 0 } ? (double)_stream.Position / _stream.Length : null);
        return lines.Count > 0 ? new CsvBatch(columns, lines) : null;
    });

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new UserError($"Line {error.LineNumber} of {Name} begins a row of more than {LongestRow >> 20} MB: a quote in it is probably never closed.");
        }
    }

    // A quote within a text is harmless. What follows a closing quote is not: the quote before it was meant otherwise.
    private void Refuse(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
            throw new UserError($"Line {record.LineNumber + LinesBeforeOpenQuote(record.RawRecord)} of {Name} opens a quote that is never closed: close it, or write a quote that is part of the text twice.");
        if (record.Reason == CsvMalformedReason.TextAfterClosingQuote)
            throw new UserError($"Line {record.LineNumber} of {Name} has text behind a closing quote: write a quote that is part of the text twice, and close each that opens.");
    }

    private static int LinesBeforeOpenQuote(string record)
    {
        int lines = 0, opened = 0;
        bool inside = false;
        for (int i = 0; i < record.Length; i++)
        {
            if (record[i] == '\n') lines++;
            if (record[i] != '"') continue;
            bool pair = !inside && i > 0 && record[i - 1] == '"';
            inside = !inside;
            if (inside && !pair) opened = lines;
        }
        return opened;
    }

    private bool HasDecimalCommas(CsvBatch batch)
    {
        if (Separator == ',') return false;
        CellReader points = new(commaIsDecimal: false, []), commas = new(commaIsDecimal: true, []);
        int more = 0;
        foreach (string cell in batch.Columns.SelectMany(column => column))
            more += (commas.TryNumber(cell, out _) ? 1 : 0) - (points.TryNumber(cell, out _) ? 1 : 0);
        return more > 0;
    }

    /// <summary>A separator in words.</summary>
    public static string Named(char separator) => separator switch { ',' => "a comma", ';' => "a semicolon", '\t' => "a tab", _ => $"'{separator}'" };
}
