using System.Text;
using Keratin.Cli.Tables;
using Keratin.Cli.Training;
using Keratin.Tests;
using Spectre.Console;

namespace Keratin.Cli.Tests;

/// <summary>What is shown while a file is read.</summary>
public sealed class ReadingDisplayTests : IDisposable
{
    private const int Ever = 120_000;

    private readonly TemporaryFolder _folder = new();
    private readonly Written _written = new();

    public void Dispose()
    {
        _folder.Dispose();
        _written.Dispose();
    }

    [Fact]
    public void A_long_reading_shows_the_file_its_rows_and_its_share_and_returns_what_it_read()
    {
        using CsvFile file = Open("data [1].csv", 100_000);
        // The reading stands still in the middle of the file, until that is seen.
        Assert.Equal(100_000, new ReadingDisplay(Terminal(ansi: true), patience: 1).Show(file, () =>
        {
            int rows = 0;
            foreach (CsvBatch batch in file.Batches())
            {
                rows += batch.Rows;
                if (rows == 12 * CsvFile.RowsAtATime) Assert.True(_written.Waits("Reading data [1].csv: 49,152 rows, ", Ever));
            }
            return rows;
        }));
        Assert.Matches(@"49,152 rows, (49|5\d) %", _written.ToString());
    }

    [Fact]
    public void A_short_reading_shows_nothing()
    {
        using CsvFile file = Open("data.csv", 20);
        Assert.Equal(20, new ReadingDisplay(Terminal(ansi: true), patience: Ever).Show(file, () => file.Batches().Sum(batch => batch.Rows)));
        Assert.Equal("", _written.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_no_line_can_be_taken_back_nothing_is_shown_however_long_it_takes(bool isTerminal)
    {
        using CsvFile file = Open("data.csv", 20);
        int reader = new ReadingDisplay(isTerminal ? Terminal(ansi: false) : null).Show(file, () => Environment.CurrentManagedThreadId);
        Assert.Equal(Environment.CurrentManagedThreadId, reader);
        Assert.Equal("", _written.ToString());
    }

    [Fact]
    public void What_is_wrong_with_the_file_is_said_as_ever_and_the_line_is_gone()
    {
        using CsvFile file = Open("data.csv", 20);
        UserError error = Assert.Throws<UserError>(() => new ReadingDisplay(Terminal(ansi: true), patience: 1).Show<int>(file, () =>
        {
            Assert.True(_written.Waits("Reading data.csv: 20 rows", Ever));
            throw new UserError("Line 7 is wrong.");
        }));
        Assert.Equal("Line 7 is wrong.", error.Message);
        // The last that is written erases the line and shows the cursor again.
        Assert.Matches(@"\e\[2K[^A-Za-z]*(\e\[\?25h)?$", _written.ToString());
    }

    private CsvFile Open(string name, int rows)
    {
        File.WriteAllText(_folder.Path(name), DataFile.Sums(rows));
        return CsvFile.Open(_folder.Path(name), CancellationToken.None);
    }

    private IAnsiConsole Terminal(bool ansi)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_written) });
        console.Profile.Width = 80;
        return console;
    }

    // Keeps what is written, and lets others wait for it.
    private sealed class Written : TextWriter
    {
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (_text)
            {
                _text.Append(value);
                Monitor.PulseAll(_text);
            }
        }

        public bool Waits(string text, int longest)
        {
            lock (_text)
            {
                while (!_text.ToString().Contains(text, StringComparison.Ordinal))
                    if (!Monitor.Wait(_text, longest)) return false;
                return true;
            }
        }

        public override string ToString()
        {
            lock (_text) return _text.ToString();
        }
    }
}
