using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>Runs the steps of a plan one by one between readings of the clock, and keeps every reading.</summary>
/// <param name="steps">The steps, in order.</param>
/// <param name="runs">How many runs there will be.</param>
internal sealed class StepTimes(IReadOnlyList<Step> steps, int runs)
{
    private static readonly double MicrosecondsPerTick = 1e6 / Stopwatch.Frequency;

    private readonly Step[] _steps = [.. steps];
    private readonly long[] _ticks = new long[(steps.Count + 1) * runs];
    private readonly double _reading = TicksOfAReading();

    /// <summary>Runs all steps once, as <see cref="Plan.Run"/> does.</summary>
    /// <param name="run">Which run this is, from 0.</param>
    /// <param name="begin">The clock's reading from before the batch was brought in.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="team">The threads that share large steps; none means the caller's alone.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int run, long begin, int rows, ThreadTeam? team)
    {
        int at = run * (_steps.Length + 1);
        long before = Stopwatch.GetTimestamp();
        _ticks[at++] = before - begin;
        foreach (Step step in _steps)
        {
            int chunks = team is null ? 1 : step.Chunks(rows);
            if (chunks < 2) step.Run(rows);
            else team!.Run(step, rows, chunks);
            long after = Stopwatch.GetTimestamp();
            _ticks[at++] = after - before;
            before = after;
        }
    }

    /// <summary>The usual time in microseconds of bringing a batch in.</summary>
    public double Loading => Usual(0);

    /// <summary>The usual time in microseconds of a step.</summary>
    /// <param name="step">Its place among the steps.</param>
    public double this[int step] => Usual(step + 1);

    private double Usual(int place)
    {
        var ticks = new long[runs];
        for (int run = 0; run < runs; run++) ticks[run] = _ticks[run * (_steps.Length + 1) + place];
        return Math.Max(0, MiddleHalf(ticks) - _reading) * MicrosecondsPerTick;
    }

    /// <summary>
    /// The mean of what is left without the smallest and the largest quarter: as sturdy as a median, and finer than the
    /// clock, which may count in tens of nanoseconds where a step takes five.
    /// </summary>
    /// <param name="ticks">At least one number; sorted afterwards.</param>
    internal static double MiddleHalf(Span<long> ticks)
    {
        ticks.Sort();
        Span<long> middle = ticks[(ticks.Length / 4)..(ticks.Length - ticks.Length / 4)];
        double sum = 0;
        foreach (long tick in middle) sum += tick;
        return sum / middle.Length;
    }

    // At batch size 1 a step takes as long as a few readings of the clock: without this, small steps would look large.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double TicksOfAReading()
    {
        var ticks = new long[1000];
        for (int i = 0; i < ticks.Length; i++)
        {
            long before = Stopwatch.GetTimestamp();
            ticks[i] = Stopwatch.GetTimestamp() - before;
        }
        return MiddleHalf(ticks);
    }
}
