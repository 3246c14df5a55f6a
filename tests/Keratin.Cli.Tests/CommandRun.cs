namespace Keratin.Cli.Tests;

/// <summary>What a command printed, and its exit code.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    /// <summary>Types a line, with a screen of 100 columns that nobody looks at.</summary>
    public static CommandRun Of(params string[] arguments) => Of(screen => CommandLine.Run(arguments, screen));

    /// <summary>Runs a command on such a screen.</summary>
    public static CommandRun Of(Func<Screen, int> command)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = command(new Screen(output, error, isTerminal: false, width: 100));
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The run as a snapshot shows it: what varies with the place of the files is taken out.</summary>
    public string Shown(string? folder = null)
    {
        string text = $"exit code {Code}\n{Output}{(Error.Length == 0 ? "" : $"--- error\n{Error}")}";
        return folder is null ? text : text.Replace(folder, "FOLDER", StringComparison.Ordinal);
    }
}
