using Keratin.Cli.Commands;

namespace Keratin.Cli.Tests;

public sealed class DatasetsCommandTests : IDisposable
{
    private readonly OfflineMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Help()
    {
        Snapshot.Matches("help-datasets", CommandRun.Of("datasets", "--help").Shown());
        Snapshot.Matches("help-datasets-fetch", CommandRun.Of("datasets", "fetch", "--help").Shown());
    }

    [Fact]
    public void The_list_says_what_there_is_and_where_it_lies_or_would_lie()
    {
        Put("reuters.npz");
        Snapshot.Matches("datasets", Run((screen, host) => DatasetsCommand.List(json: false, screen, host)));
        Snapshot.Matches("datasets-json", Run((screen, host) => DatasetsCommand.List(json: true, screen, host)));
    }

    [Fact]
    public void What_is_there_is_not_fetched_again()
    {
        Put("reuters.npz");
        Put("reuters_word_index.json");
        Snapshot.Matches("datasets-fetch-there", Run((screen, host) => DatasetsCommand.Fetch("reuters", json: false, screen, host)));
        Snapshot.Matches("datasets-fetch-boston", Run((screen, host) => DatasetsCommand.Fetch("boston", json: false, screen, host)));
        Assert.Equal(0, _machine.Requests);
    }

    [Fact]
    public void Without_a_network_the_error_says_what_to_do()
    {
        Assert.Contains("What to do: download that address by hand", Assert.Throws<FileNotFoundException>(() => Run((screen, host) => DatasetsCommand.Fetch("reuters", json: false, screen, host))).Message, StringComparison.Ordinal);
        Assert.Equal(1, _machine.Requests);
    }

    [Fact]
    public void A_name_that_is_not_known_is_answered_with_those_that_are() => Snapshot.Matches("datasets-fetch-unknown", CommandRun.Of("datasets", "fetch", "imdb").Shown());

    private void Put(string name)
    {
        Directory.CreateDirectory(_machine.Folder.Path(".keras", "datasets"));
        File.WriteAllBytes(_machine.Folder.Path(".keras", "datasets", name), new byte[1_234_567]);
    }

    private string Run(Func<Screen, DatasetHost, int> run) => CommandRun.Of(screen => run(screen, _machine.Host(screen.Error))).Shown(_machine.Folder.Root);
}
