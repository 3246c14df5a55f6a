using System.CommandLine;
using Keratin.Cli.Demos;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin demo reuters</c> and <c>keratin demo boston</c>: chapters of the classic Keras book, told while they run.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen) => new ExplainedCommand("demo", "Trains a network on a classic dataset and tells what it does, step by step.", "keratin demo reuters", "keratin demo boston --plot errors.png")
    {
        Demo(screen, "reuters", "Newswires into 46 topics: texts, several classes, and when to stop.", ReutersDemo.Run),
        Demo(screen, "boston", "House prices: numbers on one scale, few rows, and folds that take turns.", BostonDemo.Run),
    };

    private static ExplainedCommand Demo(Screen screen, string name, string description, Action<DemoOptions, Screen> run)
    {
        var seed = new Option<int>("--seed") { Description = "What all random numbers are made of; the same seed gives the same numbers, on every machine.", DefaultValueFactory = _ => 42 };
        var plot = new Option<string?>("--plot") { Description = "Draws the curves into a .png or .svg file.", HelpName = "FILE" };
        Option<bool> json = JsonOption.Create();
        var command = new ExplainedCommand(name, description, $"keratin demo {name}", $"keratin demo {name} --seed 7 --plot {name}.png") { seed, plot, json };
        command.SetAction(parsed =>
        {
            string? picture = parsed.GetValue(plot);
            if (parsed.GetValue(seed) < 0) throw new UserError($"--seed is a number from 0 on, but was {parsed.GetValue(seed)}.");
            if (picture is not null && Path.GetExtension(picture).ToLowerInvariant() is not (".png" or ".svg")) throw new UserError($"--plot draws .png or .svg files, but the name is '{picture}': end it in one of these.");
            using var interruption = new Interruption();
            run(new DemoOptions(parsed.GetValue(seed), picture, parsed.GetValue(json), DatasetHost.Machine with { Progress = screen.Error }, interruption.Token), screen);
            return ExitCode.Success;
        });
        return command;
    }
}
