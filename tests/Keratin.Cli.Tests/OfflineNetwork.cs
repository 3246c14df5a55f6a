namespace Keratin.Cli.Tests;

/// <summary>A network that answers nobody, and counts who asks.</summary>
internal sealed class OfflineNetwork : HttpMessageHandler
{
    /// <summary>How many asked.</summary>
    public int Requests { get; private set; }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        throw new HttpRequestException("No network in tests.");
    }
}
