using System.Net;
using System.Net.Sockets;
using System.Text;
using Keratin.Steady;

namespace Keratin.Circumstances.Tests;

/// <summary>A server on this machine that says what a test wants it to say, right or wrong.</summary>
internal sealed class LyingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, Task> _answer;
    private int _requests;

    /// <summary>Begins to answer.</summary>
    /// <param name="answer">Writes the answer to a request; then the connection ends.</param>
    public LyingServer(Func<NetworkStream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Serve();
    }

    /// <summary>How many requests have come.</summary>
    public int Requests => _requests;

    /// <summary>Where it is.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>A network whose every server this one is.</summary>
    public HttpMessageHandler Network() => new Detour(Address);

    /// <summary>The head of an answer.</summary>
    public static byte[] Head(string status, params string[] lines) => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{string.Concat(lines.Select(line => line + "\r\n"))}Connection: close\r\n\r\n");

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true) _ = Answer(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                var head = new StringBuilder();
                var buffer = new byte[1024];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)) head.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
                Interlocked.Increment(ref _requests);
                await _answer(stream);
            }
            catch (IOException)
            {
                // The other side has gone, as it should when it is lied to.
            }
        }
    }
}
