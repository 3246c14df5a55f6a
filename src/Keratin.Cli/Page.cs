using System.Text;
using Spectre.Console;

namespace Keratin.Cli;

/// <summary>
/// Results as lines of plain text, the same on a terminal and in a file; a terminal lays colours over them by what the
/// lines look like. So what the tests compare is what people see.
/// </summary>
internal static class Page
{
    private static readonly Style Strong = new(decoration: Decoration.Bold), Quiet = new(Color.Grey), Warning = new(Color.Yellow), Good = new(Color.Green), Bad = new(Color.Red);

    /// <summary>Writes a page.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="text">Lines that end in <c>\n</c>.</param>
    /// <param name="titled">Whether the first line is a title. Default: no.</param>
    public static void Write(Screen screen, string text, bool titled = false)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        if (!screen.IsTerminal)
        {
            foreach (string line in lines) screen.Output.WriteLine(line);
            return;
        }
        for (int i = 0; i < lines.Length; i++)
        {
            Style style = (titled && i == 0) || (i + 1 < lines.Length && lines[i + 1].StartsWith('─')) ? Strong : StyleOf(lines[i]);
            // A line that is wider than the terminal is left for it to break: so it can be copied whole.
            if (lines[i].Length <= screen.Rich.Profile.Width) screen.Rich.Write(new Text(lines[i], style));
            else screen.Output.Write(lines[i]);
            screen.Output.WriteLine();
        }
    }

    /// <summary>Writes a table.</summary>
    public static void Write(Screen screen, TextTable table) => Write(screen, TextOf(table));

    /// <summary>A table as a page.</summary>
    public static string TextOf(TextTable table)
    {
        var text = new StringBuilder();
        table.Write(text);
        return text.ToString();
    }

    private static Style StyleOf(string line) => line switch
    {
        ['─', ..] => Quiet,
        ['+', ' ', ..] => Good,
        ['-', ' ', ..] => Bad,
        ['~', ' ', ..] or ['*', ' ', ..] => Warning,
        _ when line.Contains(" * ", StringComparison.Ordinal) => Warning,
        _ => Style.Plain,
    };
}
