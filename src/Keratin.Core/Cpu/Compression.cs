using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>Turns dense rows that are mostly zeros into sparse rows, where that pays: products then read only what is there, and give the same bits.</summary>
internal static unsafe class Compression
{
    // Measured over widths from 200 to 4,000, 64 and 512 units, and batches from 1 to 256: sparse and dense products
    // take the same time near a density of 0.2, and at 0.1 the sparse ones take a half to three quarters. Rows of some
    // two hundred elements gain little, and nothing at batch size 1.
    private const double WorthDensity = 0.15;
    private const int WorthWidth = 256;
    private const int SampleRows = 64;
    private const int SampleWholeRows = 4;

    /// <summary>Compresses a matrix, if it is wide and empty enough.</summary>
    /// <param name="dense">The rows.</param>
    /// <param name="team">The threads that share the work.</param>
    /// <returns>The same matrix as sparse rows, or the given one.</returns>
    public static NDArray Apply(NDArray dense, ThreadTeam? team)
    {
        if (dense.IsSparse || dense.Rank != 2 || dense.Length == 0 || !MayPay(dense.Shape.Last)) return dense;
        double density = SampleDensity(dense.Values, dense.Shape.Last);
        if (density > WorthDensity) return dense;
        fixed (float* values = dense.Values) return new NDArray(Compress(values, dense.Length, dense.Shape.Last, density, team));
    }

    /// <summary>Whether dense rows are wide and empty enough that a product had better pass over their zeros.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">The elements of a row.</param>
    public static bool IsWorthSkipping(ReadOnlySpan<float> rows, int width) => MayPay(width) && SampleDensity(rows, width) <= WorthDensity;

    /// <summary>Compresses a matrix, if it is wide and empty enough, on a team of its own where it is large.</summary>
    /// <param name="dense">The rows.</param>
    /// <param name="threads">The most threads that share the work.</param>
    /// <returns>The same matrix as sparse rows, or the given one.</returns>
    public static NDArray Apply(NDArray dense, int threads)
    {
        ThreadTeam? team = dense.Size > 1 << 20 ? ThreadTeam.Rent(threads) : null;
        try
        {
            return Apply(dense, team);
        }
        finally
        {
            ThreadTeam.Return(team);
        }
    }

    /// <summary>Whether rows of this width are worth looking at.</summary>
    public static bool MayPay(int width) => width >= WorthWidth;

    /// <summary>Makes one dense row the batch of a sparse feed, if it is empty enough.</summary>
    /// <param name="row">As many elements as the feed has columns.</param>
    /// <param name="feed">A sparse feed; it gets the elements that are not zero.</param>
    /// <returns>Whether the row is the batch now. The feed knows whether all its elements are finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryLoad(ReadOnlySpan<float> row, RowFeed feed)
    {
        feed.OpenRow();
        int most = (int)(WorthDensity * row.Length), count;
        bool finite = true;
        fixed (float* values = row)
        {
            CompressionKernels.Fetch(values, values + row.Length);
            count = CompressionKernels.Compress(values, row.Length, values + row.Length, most, feed.Indices, feed.Entries, ref finite);
        }
        if (count > most) return false;
        feed.CloseRow(count);
        feed.IsFinite = finite;
        return true;
    }

    // Each sampled row is looked at in one part only, so that little is read; the parts together make whole rows.
    private static double SampleDensity(ReadOnlySpan<float> rows, int width)
    {
        int count = rows.Length / width, sample = Math.Min(count, SampleRows), parts = Math.Max(1, sample / SampleWholeRows), found = 0, seen = 0;
        fixed (float* values = rows)
        {
            for (int i = 0; i < sample; i++)
            {
                int from = (int)((long)width * (i % parts) / parts), to = (int)((long)width * (i % parts + 1) / parts);
                found += CompressionKernels.Count(values + (nint)((long)count * i / sample) * width + from, to - from);
                seen += to - from;
            }
        }
        return (double)found / seen;
    }

    private static SparseRows Compress(float* values, int rows, int width, double density, ThreadTeam? team)
    {
        int[] rowStarts = GC.AllocateUninitializedArray<int>(rows + 1, pinned: true);
        var step = new CompressStep(values, rows, width, density, rowStarts);
        if (team is null || step.Chunks(rows) == 1) step.Run(rows);
        else team.Run(step, rows, step.Chunks(rows));
        return step.Finish();
    }

    /// <summary>One chunk fills a segment of its own; the segments are joined at the end.</summary>
    private sealed class CompressStep(float* values, int rows, int width, double density, int[] rowStarts) : Step
    {
        private const int ChunkElements = 1 << 20;

        private readonly int _chunkRows = RowsPerChunk(width);
        private readonly Segment[] _segments = new Segment[(rows + RowsPerChunk(width) - 1) / RowsPerChunk(width)];

        public override void Run(int rows)
        {
            for (int chunk = 0; chunk < _segments.Length; chunk++) RunChunk(rows, chunk);
        }

        public override int Chunks(int rows) => _segments.Length;

        public override void RunChunk(int rows, int chunk)
        {
            int first = chunk * _chunkRows, end = Math.Min(rows, first + _chunkRows), room = width + CompressionKernels.Slack;
            var segment = new Segment((int)((end - first) * (double)width * density * 1.25) + 2 * room);
            float* endOfRows = values + (long)end * width;
            CompressionKernels.Fetch(values + (long)first * width, endOfRows);
            bool finite = true;
            for (int row = first; row < end; row++)
            {
                // Room for a full row is always left, so that the kernel need not look.
                if (segment.Indices.Length - segment.Count < room) segment = segment.Grow(room);
                fixed (int* indices = segment.Indices)
                fixed (float* entries = segment.Entries)
                {
                    int found = CompressionKernels.Compress(values + (long)row * width, width, endOfRows, width, indices + segment.Count, entries + segment.Count, ref finite);
                    segment = segment with { Count = segment.Count + found };
                    rowStarts[row + 1] = found;
                }
            }
            _segments[chunk] = segment;
        }

        private static int RowsPerChunk(int width) => Math.Max(1, ChunkElements / width);

        public SparseRows Finish()
        {
            int total = 0;
            foreach (Segment segment in _segments) total = checked(total + segment.Count);
            int[] indices = GC.AllocateUninitializedArray<int>(total, pinned: true);
            float[] entries = GC.AllocateUninitializedArray<float>(total, pinned: true);
            int at = 0;
            foreach (Segment segment in _segments)
            {
                segment.Indices.AsSpan(0, segment.Count).CopyTo(indices.AsSpan(at));
                segment.Entries.AsSpan(0, segment.Count).CopyTo(entries.AsSpan(at));
                at += segment.Count;
            }
            rowStarts[0] = 0;
            for (int row = 0; row < rows; row++) rowStarts[row + 1] += rowStarts[row];
            return new SparseRows(rowStarts, indices, entries, width, 0, rows);
        }
    }

    private readonly record struct Segment(int[] Indices, float[] Entries, int Count)
    {
        public Segment(int capacity)
            : this(GC.AllocateUninitializedArray<int>(capacity), GC.AllocateUninitializedArray<float>(capacity), 0)
        {
        }

        public Segment Grow(int room)
        {
            var larger = new Segment(2 * Indices.Length + room) with { Count = Count };
            Indices.AsSpan(0, Count).CopyTo(larger.Indices);
            Entries.AsSpan(0, Count).CopyTo(larger.Entries);
            return larger;
        }
    }
}
