using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// Threads that help one caller with the chunks of a step. Chunks are claimed, not assigned: what no helper has
/// started the caller does itself, so a busy machine costs little. Helpers spin shortly, then sleep; an idle team
/// uses no processor time.
/// </summary>
internal sealed class ThreadTeam
{
    // The upper half of the state is the number of the job, the lower half the next chunk to claim.
    private const long Closed = 1L << 30;

    // A helper stays awake between the steps of a plan, where single-threaded ones may take long, and sleeps soon after.
    private const double SpinMicroseconds = 1000;

    private static readonly ConcurrentDictionary<int, ConcurrentBag<ThreadTeam>> Idle = new();

    private readonly Helper[] _helpers;
    private readonly int _threads;
    private long _state;
    private int _done;
    private Step? _step;
    private int _rows;
    private int _chunks;
    private int _callerProcessor;

    private ThreadTeam(int threads)
    {
        _threads = threads;
        _helpers = new Helper[threads - 1];
        for (int i = 0; i < _helpers.Length; i++) _helpers[i] = new Helper(this, i + 1);
    }

    /// <summary>Takes an idle team, or starts one.</summary>
    /// <param name="threads">How many threads, the caller's included.</param>
    /// <returns>Nothing for one thread.</returns>
    public static ThreadTeam? Rent(int threads)
    {
        if (threads < 2) return null;
        return Idle.TryGetValue(threads, out ConcurrentBag<ThreadTeam>? teams) && teams.TryTake(out ThreadTeam? team) ? team : new ThreadTeam(threads);
    }

    /// <summary>Gives a team back for the next caller.</summary>
    public static void Return(ThreadTeam? team)
    {
        if (team is null) return;
        // An idle team would keep the last step alive, and with it the step's plan and its model's weights.
        team._step = null;
        Idle.GetOrAdd(team._threads, static _ => []).Add(team);
    }

    /// <summary>Runs all chunks of a step; returns when every one is done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Step step, int rows, int chunks)
    {
        step.Prepare(rows);
        long job = (Volatile.Read(ref _state) >> 32) + 1 & int.MaxValue;
        // Closed while the fields change, so that no helper claims a chunk of a job it has only half read.
        // The barrier keeps the fields from being seen earlier than that: they would look like more of the last job.
        Volatile.Write(ref _state, job << 32 | Closed);
        Volatile.WriteBarrier();
        _step = step;
        _rows = rows;
        _chunks = chunks;
        _callerProcessor = Thread.GetCurrentProcessorId();
        Volatile.Write(ref _done, 0);
        Interlocked.Exchange(ref _state, job << 32);
        foreach (Helper helper in _helpers) helper.WakeIfAsleep();
        while (TryClaim(job, chunks, out int chunk))
        {
            step.RunChunk(rows, chunk);
            Interlocked.Increment(ref _done);
        }
        var spin = new SpinWait();
        while (Volatile.Read(ref _done) < chunks) spin.SpinOnce(sleep1Threshold: -1);
    }

    private bool TryClaim(long job, int chunks, out int chunk)
    {
        while (true)
        {
            long state = Volatile.Read(ref _state);
            chunk = (int)(state & 0xffffffff);
            if (state >> 32 != job || chunk >= chunks) return false;
            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state) return true;
        }
    }

    private bool HasWork(out long job)
    {
        long state = Volatile.Read(ref _state);
        job = state >> 32;
        return (state & 0xffffffff) < Volatile.Read(ref _chunks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Help()
    {
        if (!HasWork(out long job)) return false;
        Processor.Leave(_callerProcessor);
        Step step = _step!;
        int rows = _rows, chunks = _chunks;
        bool helped = false;
        while (TryClaim(job, chunks, out int chunk))
        {
            step.RunChunk(rows, chunk);
            Interlocked.Increment(ref _done);
            helped = true;
        }
        return helped;
    }

    private sealed class Helper
    {
        private readonly ThreadTeam _team;
        private readonly ManualResetEventSlim _wake = new(false, spinCount: 0);
        private volatile bool _asleep;

        public Helper(ThreadTeam team, int number)
        {
            _team = team;
            new Thread(Loop) { IsBackground = true, Name = $"Keratin {number}" }.Start();
        }

        public void WakeIfAsleep()
        {
            if (_asleep) _wake.Set();
        }

        private void Loop()
        {
            long idleSince = Stopwatch.GetTimestamp();
            while (true)
            {
                if (_team.Help())
                {
                    idleSince = Stopwatch.GetTimestamp();
                    continue;
                }
                if (Stopwatch.GetElapsedTime(idleSince).TotalMicroseconds < SpinMicroseconds)
                {
                    Thread.SpinWait(20);
                    continue;
                }
                _wake.Reset();
                _asleep = true;
                Interlocked.MemoryBarrier();
                if (!_team.HasWork(out _)) _wake.Wait();
                _asleep = false;
                idleSince = Stopwatch.GetTimestamp();
            }
        }
    }
}
