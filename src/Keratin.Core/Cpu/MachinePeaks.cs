using System.Diagnostics;

namespace Keratin.Core;

/// <summary>What the machine can do at best, measured: the ceilings that a step's speed is compared with.</summary>
/// <param name="GigaflopsPerSecond">Fused multiply-adds in registers, two operations each, 10⁹ per second: one thread's best times the threads.</param>
/// <param name="GigabytesPerSecond">A triad over arrays larger than the caches, bytes read and written, 10⁹ per second: the best of one thread and of all.</param>
internal readonly record struct MachinePeaks(double GigaflopsPerSecond, double GigabytesPerSecond)
{
    private const int Rounds = 1 << 13;

    private static readonly Dictionary<int, MachinePeaks> Measured = [];
    private static readonly Lock Measuring = new();

    /// <summary>The peaks of some threads together. Measured at the first call, in some 100 ms, then remembered.</summary>
    /// <param name="threads">How many threads, at least 1.</param>
    public static MachinePeaks Of(int threads)
    {
        lock (Measuring)
        {
            if (Measured.TryGetValue(threads, out MachinePeaks peaks)) return peaks;
            return Measured[threads] = new(threads * MultiplyAdds(), MemoryTraffic(threads));
        }
    }

    // Memory is shared, multipliers are not: their peak needs no second thread, which a busy machine might not give.
    private static double MultiplyAdds()
    {
        double best = Best(milliseconds: 10, static () => PeakKernels.MultiplyAdd(Rounds));
        return (double)Rounds * PeakKernels.FlopsPerRound / best / 1e9;
    }

    // A short section at a time, so that some are run by all threads at once on a busy machine too.
    private static double MemoryTraffic(int threads)
    {
        var triad = new TriadStep();
        double best = Best(milliseconds: 20, () => triad.NextSection().Run(0));
        ThreadTeam? team = ThreadTeam.Rent(threads);
        try
        {
            if (team is not null) best = Math.Min(best, Best(milliseconds: 40, () => team.Run(triad.NextSection(), 0, TriadStep.ChunkCount)));
        }
        finally
        {
            ThreadTeam.Return(team);
        }
        return TriadStep.SectionBytes / best / 1e9;
    }

    // The best of many runs, in seconds: whatever disturbs one makes it slower, never faster.
    private static double Best(double milliseconds, Action run)
    {
        run();
        double best = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        do
        {
            long start = Stopwatch.GetTimestamp();
            run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        while (Stopwatch.GetElapsedTime(begin).TotalMilliseconds < milliseconds);
        return best;
    }

    /// <summary>A triad over one section after the other of three arrays, in enough chunks that threads of unequal speed end together.</summary>
    private sealed unsafe class TriadStep : Step
    {
        public const int ChunkCount = 8;
        public const double SectionBytes = 3.0 * Elements / Sections * sizeof(float);

        private const int Elements = 64 << 20 >> 2;
        private const int Sections = 16;
        private const int ChunkElements = Elements / Sections / ChunkCount;

        private int _section;

        private readonly AlignedMemory _x = Filled(1);
        private readonly AlignedMemory _y = Filled(2);
        private readonly AlignedMemory _z = Filled(0);

        /// <summary>Goes on to memory that no cache holds any longer.</summary>
        public TriadStep NextSection()
        {
            _section = (_section + 1) % Sections;
            return this;
        }

        public override int Chunks(int rows) => ChunkCount;

        public override void Run(int rows)
        {
            for (int chunk = 0; chunk < ChunkCount; chunk++) RunChunk(rows, chunk);
        }

        public override void RunChunk(int rows, int chunk)
        {
            long at = ((long)_section * ChunkCount + chunk) * ChunkElements;
            PeakKernels.Triad((float*)_x.Pointer + at, (float*)_y.Pointer + at, (float*)_z.Pointer + at, 0.5f, ChunkElements);
        }

        // Memory that was never written is one page of zeros under many addresses: reading it would measure a cache.
        private static AlignedMemory Filled(float value)
        {
            var memory = new AlignedMemory((long)Elements * sizeof(float));
            new Span<float>(memory.Pointer, Elements).Fill(value);
            return memory;
        }
    }
}
