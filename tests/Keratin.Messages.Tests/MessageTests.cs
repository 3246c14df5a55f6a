using System.Runtime.CompilerServices;
using System.Text;

namespace Keratin.Messages.Tests;

/// <summary>Everything that the libraries and the command line say when they give up.</summary>
public sealed class MessageTests
{
    private static readonly IReadOnlyList<Message> All = [.. Message.In(Source.Compilation)];

    [Fact]
    public void All_of_them_are_found() => Assert.True(All.Count > 600, $"Only {All.Count} messages are found.");

    [Fact]
    public void Each_says_something() =>
        Assert.Empty(All.Where(message => message is { Text: null, Kind: not ("ArgumentNullException" or "OperationCanceledException") }).Select(message => $"{message.File}:{message.Line}: {message.Kind} says nothing"));

    [Fact]
    public void What_is_filled_in_can_be_read_in_every_culture()
    {
        string[] faults = [.. Faults(All)];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Faults_are_noticed()
    {
        string Fault(string message) => Assert.Single(Faults([.. Message.In(Source.Compile(("Planted.cs", $"class Planted {{ record Pair(int A); Exception M(int[] list, double number, Pair pair, object thing) => new ArgumentException({message}); }}")))]));
        Assert.Equal("Planted.cs:1: {list} is a int[], which would be written as the name of its class", Fault("$\"The list {list}.\""));
        Assert.StartsWith("Planted.cs:1: {number} is written in the user's culture", Fault("$\"Not {number}.\""));
        Assert.EndsWith("which would be written as the name of its class", Fault("\"It is \" + pair"));
        Assert.EndsWith("which would be written as the name of its class", Fault("$\"{thing}\""));
    }

    [Fact]
    public void Nothing_wrong_is_found_where_nothing_is() =>
        Assert.Empty(Faults([.. Message.In(Source.Compile(("Fine.cs", "class Fine { Exception M(int[] list, double number, Version version) => new ArgumentException(string.Create(null, $\"{list.Length} {string.Join(',', list)} {number} {version}\")); }")))]));

    /// <summary>The list for the reader. With KERATIN_ACCEPT=1 in the environment it is written anew: read the difference before committing it.</summary>
    [Fact]
    public void They_read_as_reviewed()
    {
        var text = new StringBuilder();
        foreach (IGrouping<string, Message> file in All.GroupBy(message => message.File))
        {
            text.Append(file.Key).Append('\n');
            foreach (Message message in file) text.Append($"  {message.Kind}: {message.Text?.ReplaceLineEndings("⏎") ?? "—"}\n");
        }
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Messages.txt");
        if (Environment.GetEnvironmentVariable("KERATIN_ACCEPT") == "1") File.WriteAllText(path, text.ToString());
        Assert.True(File.Exists(path), $"There is no {path}: run this test with KERATIN_ACCEPT=1, and read what it wrote.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ToString());
    }

    private static IEnumerable<string> Faults(IEnumerable<Message> messages) =>
        from message in messages
        from hole in message.Holes
        where hole.Fault is not null
        select $"{message.File}:{message.Line}: {hole.Fault}";

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
