using System.CommandLine;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin completion SHELL</c>: what makes a shell complete commands and options at the tabulator key.</summary>
internal static class CompletionCommand
{
    // Each asks the program itself, by the directive [suggest:POSITION]. Options are offered only behind a dash: where there
    // is none, the name of a file is wanted.
    private const string Bash = """
        _keratin() {
            local word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
            local offered="$(keratin "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)"
            [[ $word == -* ]] || offered="$(grep -v '^[-/]' <<< "$offered")"
            COMPREPLY=($(compgen -W "$offered" -- "$word"))
        }
        complete -o default -F _keratin keratin
        """;

    private const string Zsh = """
        _keratin() {
            local -a offered
            offered=(${(f)"$(keratin "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
            [[ $PREFIX == -* ]] || offered=(${offered:#[-/]*})
            if (( $#offered )); then compadd -- $offered; else _files; fi
        }
        compdef _keratin keratin
        """;

    private const string Fish = """
        complete -c keratin -a '(keratin "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName keratin -ScriptBlock {
            param($word, $line, $position)
            keratin "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" -and ($word -or $_ -notmatch '^[-/]') } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new ExplainedCommand("completion", "Prints a script that makes a shell complete keratin's commands and options.",
            "eval \"$(keratin completion bash)\"     # in ~/.bashrc; likewise zsh in ~/.zshrc",
            "keratin completion fish > ~/.config/fish/completions/keratin.fish",
            "keratin completion pwsh | Out-String | Invoke-Expression") { shell };
        command.SetAction(parsed => Run(parsed.GetValue(shell)!, screen));
        return command;
    }

    private static int Run(string shell, Screen screen)
    {
        screen.Output.WriteLine((shell switch { "bash" => Bash, "zsh" => Zsh, "fish" => Fish, _ => PowerShell }).ReplaceLineEndings(screen.Output.NewLine));
        return ExitCode.Success;
    }
}
