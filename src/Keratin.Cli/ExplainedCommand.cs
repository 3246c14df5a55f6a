using System.CommandLine;

namespace Keratin.Cli;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Lines that could be typed as they stand.</param>
internal sealed class ExplainedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines that could be typed as they stand.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
