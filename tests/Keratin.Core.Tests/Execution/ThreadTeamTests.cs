using System.Diagnostics;
using System.Runtime.CompilerServices;
using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>Runs after all others and alone: it measures the processor time of the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class ThreadTeamTests
{
    [Theory, InlineData(2), InlineData(3), InlineData(8)]
    public void Each_chunk_runs_exactly_once(int threads)
    {
        ThreadTeam team = ThreadTeam.Rent(threads)!;
        AssertJobs(team, 3000, static _ => { });
        ThreadTeam.Return(team);
    }

    [Fact]
    public void Helpers_that_just_fell_asleep_are_woken_or_not_needed()
    {
        ThreadTeam team = ThreadTeam.Rent(3)!;
        // Pauses around the time after which a helper goes to sleep.
        AssertJobs(team, 1000, static job =>
        {
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < 60 + job % 80) Thread.SpinWait(5);
        });
        ThreadTeam.Return(team);
    }

    [Fact]
    public void Several_teams_work_at_once()
    {
        var callers = new Thread[4];
        Exception? error = null;
        for (int i = 0; i < callers.Length; i++)
        {
            callers[i] = new Thread(() =>
            {
                ThreadTeam team = ThreadTeam.Rent(3)!;
                try
                {
                    AssertJobs(team, 500, static _ => { });
                }
                catch (Exception e)
                {
                    Volatile.Write(ref error, e);
                }
                ThreadTeam.Return(team);
            });
            callers[i].Start();
        }
        foreach (Thread caller in callers) caller.Join();
        Assert.Null(error);
    }

    [Fact]
    public void A_helper_takes_part_in_long_work()
    {
        ThreadTeam team = ThreadTeam.Rent(2)!;
        var step = new MeetingStep();
        team.Run(step, 1, 2);
        Assert.Equal(2, step.Threads.Distinct().Count());
        ThreadTeam.Return(team);
    }

    [Fact]
    public void An_idle_team_uses_no_processor_time()
    {
        ThreadTeam team = ThreadTeam.Rent(8)!;
        AssertJobs(team, 10, static _ => { });
        Thread.Sleep(50);
        // The least of several windows, since the runtime's own threads compile in the background. One spinning helper
        // would use a hundred milliseconds of each.
        double least = double.MaxValue;
        for (int window = 0; window < 10; window++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            Thread.Sleep(100);
            least = Math.Min(least, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
        }
        ThreadTeam.Return(team);
        Assert.True(least < 50, $"An idle team used at least {least} ms of processor time in every 100 ms.");
    }

    [Fact]
    public void One_thread_needs_no_team() => Assert.Null(ThreadTeam.Rent(1));

    [Fact]
    public void A_team_that_was_given_back_is_used_again()
    {
        ThreadTeam team = ThreadTeam.Rent(5)!;
        ThreadTeam.Return(team);
        Assert.Same(team, ThreadTeam.Rent(5));
        ThreadTeam.Return(team);
    }

    [Fact]
    public void A_team_that_was_given_back_keeps_no_step_alive()
    {
        WeakReference step = Use();
        // A helper that was interrupted may still hold it for a while.
        Assert.True(SpinWait.SpinUntil(() =>
        {
            GC.Collect();
            return !step.IsAlive;
        }, TimeSpan.FromSeconds(10)));

        // Apart, so that no local keeps the step.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Use()
        {
            ThreadTeam team = ThreadTeam.Rent(6)!;
            var step = new HostileStep();
            team.Run(step, 1, 3);
            ThreadTeam.Return(team);
            return new WeakReference(step);
        }
    }

    private static void AssertJobs(ThreadTeam team, int jobs, Action<int> pause)
    {
        var step = new HostileStep();
        for (int job = 1; job <= jobs; job++)
        {
            int chunks = 1 + (int)(RandomBits.At(7, (uint)job) % 40);
            team.Run(step, job, chunks);
            if (!step.RanEachOnce(chunks)) Assert.Fail($"Job {job} did not run each of its {chunks} chunks exactly once.");
            pause(job);
        }
    }

    // Its two chunks wait for each other, so one thread alone could not finish them.
    private sealed class MeetingStep : Step
    {
        private readonly Barrier _barrier = new(2);

        public int[] Threads { get; } = new int[2];

        public override void Run(int rows) => Assert.Fail("A team runs chunks.");

        public override void RunChunk(int rows, int chunk)
        {
            Threads[chunk] = Environment.CurrentManagedThreadId;
            _barrier.SignalAndWait();
        }
    }
}
