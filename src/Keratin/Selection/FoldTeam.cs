using System.Runtime.ExceptionServices;

namespace Keratin;

/// <summary>
/// Runs folds side by side: the caller and threads made for this take them in order. The thread pool is left alone,
/// because a fold may take minutes.
/// </summary>
internal sealed class FoldTeam(IReadOnlyList<FoldFit> fits, int threads, CancellationToken cancellation)
{
    private readonly FoldOutcome?[] _outcomes = new FoldOutcome?[fits.Count];
    private readonly ExceptionDispatchInfo?[] _failures = new ExceptionDispatchInfo?[fits.Count];
    private int _taken;

    /// <summary>Runs all folds.</summary>
    /// <returns>What came of them, in order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before all folds were done.</exception>
    public IReadOnlyList<FoldOutcome> Run()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var others = new Thread[Math.Min(threads, fits.Count) - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => Work(stop)) { IsBackground = true, Name = $"Keratin folds {i + 1}" };
            others[i].Start();
        }
        Work(stop);
        foreach (Thread other in others) other.Join();
        foreach (ExceptionDispatchInfo? failure in _failures) failure?.Throw();
        if (_outcomes.Contains(null)) cancellation.ThrowIfCancellationRequested();
        return _outcomes!;
    }

    private void Work(CancellationTokenSource stop)
    {
        for (int i; (i = Interlocked.Increment(ref _taken) - 1) < fits.Count && !stop.IsCancellationRequested;)
        {
            try
            {
                _outcomes[i] = fits[i].Run(stop.Token);
            }
            catch (OperationCanceledException error) when (error.CancellationToken == stop.Token)
            {
                return;
            }
            catch (Exception error)
            {
                _failures[i] = ExceptionDispatchInfo.Capture(error);
                stop.Cancel();
            }
        }
    }
}
