using System.Globalization;
using Keratin.Cli.Tables;
using Spectre.Console;

namespace Keratin.Cli.Training;

/// <summary>Shows how far a long reading has got, in a line that goes when it is over.</summary>
/// <param name="terminal">Where to; null, and a terminal that cannot take a line back, shows nothing.</param>
/// <param name="patience">The milliseconds that a reading may take before it is shown. Default: 500.</param>
internal sealed class ReadingDisplay(IAnsiConsole? terminal, int patience = 500)
{
    private const int BetweenChanges = 100;

    /// <summary>Reads a file, and shows it where that takes long.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads it; it is run on another thread.</param>
    /// <returns>What <paramref name="read"/> returned.</returns>
    public T Show<T>(CsvFile file, Func<T> read)
    {
        if (terminal is not { Profile.Capabilities.Ansi: true }) return read();
        Task<T> reading = Task.Run(read);
        if (!Ends(reading, patience))
            terminal.Status().Start(Text(file), status =>
            {
                while (!Ends(reading, BetweenChanges)) status.Status(Text(file));
            });
        return reading.GetAwaiter().GetResult();
    }

    // Says of a task that has failed that it has ended, where Task.Wait would throw.
    private static bool Ends(Task task, int within) => Task.WaitAny([task], within) == 0;

    private static string Text(CsvFile file)
    {
        (long rows, double? share) = file.Progress;
        return Markup.Escape($"Reading {Path.GetFileName(file.Name)}: {Quantity.Of(rows, "row")}{(share is { } part ? string.Create(CultureInfo.InvariantCulture, $", {part:0 %}") : "")}");
    }
}
