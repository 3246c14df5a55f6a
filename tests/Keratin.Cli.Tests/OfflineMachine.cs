using Keratin.Tests;

namespace Keratin.Cli.Tests;

/// <summary>A machine for one test: its user's own folder is a temporary one, and no network answers.</summary>
internal sealed class OfflineMachine : IDisposable
{
    private readonly OfflineNetwork _network = new();

    /// <summary>The user's own folder.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>How often the network was asked.</summary>
    public int Requests => _network.Requests;

    /// <summary>The machine as those see it who look for a dataset.</summary>
    /// <param name="progress">Where progress is told.</param>
    public DatasetHost Host(TextWriter progress) => new(_ => null, Folder.Root, () => _network, progress, Redraws: false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        Folder.Dispose();
    }
}
