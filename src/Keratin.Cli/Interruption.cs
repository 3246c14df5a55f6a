using System.Runtime.InteropServices;

namespace Keratin.Cli;

/// <summary>
/// Ctrl-C and SIGTERM, once: what runs comes to an end that leaves everything usable. The second time the process ends at
/// once, as without it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // A signal is for the process: whoever asks what ended it need not know which command listened.
    private static volatile bool _isTerminated;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    /// <summary>From here on the first signal only asks.</summary>
    public Interruption() => _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    /// <summary>What ended it, in words.</summary>
    public static string Cause => _isTerminated ? "SIGTERM" : "Ctrl-C";

    /// <summary>The exit code of a process that it ended, as shells count: 128 and the signal's number.</summary>
    public static int ExitCode => _isTerminated ? 143 : 130;

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _source.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        _isTerminated = context.Signal == PosixSignal.SIGTERM;
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
