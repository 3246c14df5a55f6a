using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Keratin.Cli;

/// <summary>The library's help, followed by the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter { NewLine = output.NewLine };
        parseResult.InvocationConfiguration.Output = text;
        int code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        // The library calls the program after its file, which is not what is typed.
        output.Write(text.ToString().TrimEnd().Replace($"  {RootCommand.ExecutableName} ", "  keratin ", StringComparison.Ordinal));
        output.WriteLine();
        if (parseResult.CommandResult.Command is not ExplainedCommand { Examples.Count: > 0 } command) return code;
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (string example in command.Examples) output.WriteLine($"  {example}");
        return code;
    }
}
