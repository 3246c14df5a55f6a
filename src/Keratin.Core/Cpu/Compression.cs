namespace Keratin.Core;

/// <summary>Turns dense rows that are mostly zeros into sparse rows, where that pays: products then read only what is there, and give the same bits.</summary>
internal static unsafe class Compression
{
    // Measured over widths from 200 to 4,000, 64 and 512 units, and batches from 1 to 256: sparse and dense products
    // take the same time near a density of 0.2, and at 0.1 the sparse ones take a half to three quarters. Rows of some
    // two hundred elements gain little, and nothing at batch size 1.
    private const double WorthDensity = 0.15;
    private const int WorthWidth = 256;
    private const int SampleRows = 32;

    /// <summary>Compresses a matrix, if it is wide and empty enough.</summary>
    /// <param name="dense">The rows.</param>
    /// <param name="team">The threads that share the work.</param>
    /// <returns>The same matrix as sparse rows, or the given one.</returns>
    public static NDArray Apply(NDArray dense, ThreadTeam? team)
    {
        if (dense.IsSparse || dense.Rank != 2 || dense.Length == 0 || !MayPay(dense.Shape.Last)) return dense;
        fixed (float* values = dense.Values)
        {
            double density = SampleDensity(values, dense.Length, dense.Shape.Last);
            return density > WorthDensity ? dense : new NDArray(Compress(values, dense.Length, dense.Shape.Last, density, team));
        }
    }

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
    /// <param name="entries">Those elements, for as long as the feed keeps the row.</param>
    /// <returns>Whether the row is the batch now.</returns>
    public static bool TryLoad(ReadOnlySpan<float> row, RowFeed feed, out ReadOnlySpan<float> entries)
    {
        entries = [];
        feed.OpenRow();
        int count;
        fixed (float* values = row) count = CompressionKernels.Compress(values, row.Length, feed.Indices, feed.Entries);
        if (count > WorthDensity * row.Length) return false;
        feed.CloseRow(count);
        entries = new ReadOnlySpan<float>(feed.Entries, count);
        return true;
    }

    private static double SampleDensity(float* values, int rows, int width)
    {
        int sample = Math.Min(rows, SampleRows);
        long found = 0;
        for (int i = 0; i < sample; i++) found += CompressionKernels.Count(values + (long)rows * i / sample * width, width);
        return (double)found / ((long)sample * width);
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
            int first = chunk * _chunkRows, end = Math.Min(rows, first + _chunkRows);
            var segment = new Segment((int)((end - first) * (double)width * density * 1.25) + 2 * width);
            for (int row = first; row < end; row++)
            {
                // Room for a full row is always left, so that the kernel need not look.
                if (segment.Indices.Length - segment.Count < width) segment = segment.Grow(width);
                fixed (int* indices = segment.Indices)
                fixed (float* entries = segment.Entries)
                {
                    int found = CompressionKernels.Compress(values + (long)row * width, width, indices + segment.Count, entries + segment.Count);
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

        public Segment Grow(int width)
        {
            var larger = new Segment(2 * Indices.Length + width) with { Count = Count };
            Indices.AsSpan(0, Count).CopyTo(larger.Indices);
            Entries.AsSpan(0, Count).CopyTo(larger.Entries);
            return larger;
        }
    }
}
