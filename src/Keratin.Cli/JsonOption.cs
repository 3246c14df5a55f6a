using System.CommandLine;

namespace Keratin.Cli;

/// <summary>The option <c>--json</c>, which every command has that prints results.</summary>
internal static class JsonOption
{
    /// <summary>Makes the option for one command.</summary>
    public static Option<bool> Create() => new("--json") { Description = "Prints one JSON document in place of text." };
}
