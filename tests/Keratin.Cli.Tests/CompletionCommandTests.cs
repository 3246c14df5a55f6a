using System.Diagnostics;
using Keratin.Tests;

namespace Keratin.Cli.Tests;

public sealed class CompletionCommandTests
{
    // Types a line into bash's completion, with a program keratin on its path, and prints what is offered.
    private const string Typing = """
        eval "$(keratin completion bash)"
        offered() {
            COMP_LINE="$1" COMP_POINT=${#1} COMP_WORDS=($1)
            [[ $1 == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _keratin
            echo "$1=> ${COMPREPLY[*]}"
        }
        for line in "keratin tr" "keratin train data.csv --val" "keratin train data.csv --task c" "keratin predict " "keratin completion "; do offered "$line"; done
        complete -p keratin
        """;

    [Fact]
    public async Task Bash_completes_commands_options_and_values_and_leaves_files_to_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "There is no bash.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Path("keratin"), $"#!/bin/bash\nexec \"{CommandProcess.Words[0]}\" \"{CommandProcess.Words[1]}\" \"$@\"\n");
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(folder.Path("keratin"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using Process bash = CommandProcess.Start("/bin/bash", ["-c", $"export PATH=\"{folder.Root}:$PATH\"\n{Typing.ReplaceLineEndings("\n")}"]);
        string output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal("""
            keratin tr=> train
            keratin train data.csv --val=> --validation-split
            keratin train data.csv --task c=> classification
            keratin predict => 
            keratin completion => bash fish pwsh zsh
            complete -o default -F _keratin keratin

            """.ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public void There_is_a_script_for_each_shell()
    {
        foreach (string shell in (string[])["bash", "zsh", "fish", "pwsh"]) Snapshot.Matches($"completion-{shell}", CommandRun.Of("completion", shell).Shown());
        Snapshot.Matches("completion-wrong", CommandRun.Of("completion", "cmd").Shown());
    }
}
