using System.CommandLine;
using System.CommandLine.Help;
using Keratin.Cli.Commands;

namespace Keratin.Cli;

/// <summary>The one page where the commands are put together, and where errors become a sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs what was typed.</summary>
    /// <returns>The process's exit code, as in <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Screen screen)
    {
        ParseResult parsed = Root(screen).Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples) return Fail(screen, ExitCode.WrongInput, Misunderstood(parsed));
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = screen.Output,
                Error = screen.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException)
        {
            return Fail(screen, Interruption.ExitCode, $"Stopped by {Interruption.Cause}: nothing was saved.");
        }
        catch (Exception error) when (error is UserError or ArgumentException or InvalidDataException or InvalidOperationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return Fail(screen, ExitCode.WrongInput, Sentence(error));
        }
        catch (Exception error)
        {
            return Fail(screen, ExitCode.Fault, $"keratin has a fault of its own, please report it with this text: {error.GetType().Name}: {Sentence(error)}");
        }
    }

    private static RootCommand Root(Screen screen)
    {
        var root = new RootCommand("Deep learning from the command line: tables in, trained and explained models out.")
        {
            TrainCommand.Create(screen),
            EvaluateCommand.Create(screen),
            PredictCommand.Create(screen),
            InspectCommand.Create(screen),
            SummaryCommand.Create(screen),
            ConvertCommand.Create(screen),
            DiffCommand.Create(screen),
            DatasetsCommand.Create(screen),
            DemoCommand.Create(screen),
            CompletionCommand.Create(screen),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static string Misunderstood(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"See {string.Join(' ', PathOf(command))} --help.";
        if (parsed.UnmatchedTokens.FirstOrDefault() is not { } unknown) return command.Subcommands.Count > 0
            ? $"A command is missing: {Names(command)}. {help}"
            : $"{InOneLine(parsed.Errors[0].Message)}. {help}";
        return command.Subcommands.Count > 0
            ? $"There is no command '{unknown}', only {Names(command)}. {help}"
            : $"'{unknown}' is not understood{DidYouMean(unknown, command)} {help}";
    }

    // Only an option that begins alike: every word is nearest to something.
    private static string DidYouMean(string unknown, Command command)
    {
        string[] alike = [.. command.Options.Select(option => option.Name).Where(name => unknown.Length > 2 && name.StartsWith(unknown[..3], StringComparison.OrdinalIgnoreCase))];
        return alike.Length > 0 ? $": did you mean '{NearestName.Of(unknown, alike)}'?" : ".";
    }

    // The library's sentences, without lists of lines and names of types.
    private static string InOneLine(string message)
    {
        int type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return type >= 0 ? $"{message[..type]}: it must be a number" : string.Join(' ', message.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
    }

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(other => other.Name));

    private static IEnumerable<string> PathOf(Command command) =>
        command.Parents.OfType<Command>().SelectMany(PathOf).Append(command is RootCommand ? "keratin" : command.Name);

    // An ArgumentException names the parameter of a method that nobody typed, and may repeat its value.
    private static string Sentence(Exception error) => error is ArgumentException { ParamName: { } parameter }
        ? error.Message.Split($" (Parameter '{parameter}')")[0]
        : error.Message;

    private static int Fail(Screen screen, int code, string sentence)
    {
        screen.Error.WriteLine(sentence);
        return code;
    }
}
