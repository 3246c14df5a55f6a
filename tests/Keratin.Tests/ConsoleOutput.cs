namespace Keratin.Tests;

/// <summary>The tests that look at the console, which the whole process shares: they run alone.</summary>
[CollectionDefinition(nameof(ConsoleOutput), DisableParallelization = true)]
public sealed class ConsoleOutput
{
    /// <summary>What is printed while an action runs.</summary>
    internal static string Of(Action action)
    {
        TextWriter before = Console.Out;
        using var text = new StringWriter { NewLine = "\n" };
        Console.SetOut(text);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(before);
        }
        return text.ToString();
    }
}
