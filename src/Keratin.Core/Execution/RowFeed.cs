using System.Buffers;
using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>
/// Brings the rows of a batch into a plan: as a list of numbers, by which steps read them where the data have them.
/// Dense rows are copied one after the other only for a plan with a step that wants them so. A plan for sparse rows may
/// also be given dense ones that lie together and are mostly zeros: the steps pass over the zeros.
/// </summary>
internal sealed unsafe class RowFeed
{
    private readonly int _width;
    private readonly long _elements;
    private readonly AlignedMemory _order;
    private readonly int* _inTurn;
    private readonly CopyRowsStep _copyRows;
    private readonly int _maxRows;
    private AlignedMemory? _batch;
    private AlignedMemory? _rowMemory;
    private AlignedMemory? _columnMemory;
    private long _columnCapacity;
    private ReadOnlyMemory<float> _values;
    private MemoryHandle _held;
    private float* _dense;
    private SparseRows? _rows;
    private int _firstRow;
    private float* _source;

    public RowFeed(Shape shape, int maxRows, bool isSparse)
    {
        _width = shape.RowSize;
        _elements = shape.Elements(maxRows);
        _maxRows = maxRows;
        IsSparse = isSparse;
        _copyRows = new CopyRowsStep(this);
        long list = AlignedMemory.RoundUp((long)maxRows * sizeof(int));
        _order = new AlignedMemory(2 * list);
        Order = (int*)_order.Pointer;
        _inTurn = (int*)(_order.Pointer + list);
        for (int i = 0; i < maxRows; i++) _inTurn[i] = i;
        Numbers = _inTurn;
    }

    // The data are held in place while they are bound; should nobody let go of them, the feed does when it dies.
    ~RowFeed() => _held.Dispose();

    /// <summary>Whether the plan reads the rows as lists of non-zero columns.</summary>
    public bool IsSparse { get; }

    /// <summary>Whether <see cref="Load"/> copies the rows of the bound data.</summary>
    public bool CopiesRows => !IsSparse && (_batch is not null || _rows is not null);

    /// <summary>Whether a step of the plan sorts the batch by column. Set while the plan is made.</summary>
    public bool SortsColumns { get; set; }

    /// <summary>Whether the present batch still has to be sorted by column.</summary>
    public bool AwaitsSorting { get; set; }

    /// <summary>The width of a row.</summary>
    public int Columns => _width;

    /// <summary>Which row of the bound data each row of the batch is.</summary>
    public int* Order { get; }

    /// <summary>Where dense rows begin, those of the data or those of <see cref="Batch"/>; <see cref="Numbers"/> says which of them make the batch.</summary>
    public float* Rows => _dense != null ? _dense : Batch;

    /// <summary>Which row behind <see cref="Rows"/> each row of the batch is.</summary>
    public int* Numbers { get; private set; }

    /// <summary>The dense rows of the batch one after the other. Whoever has asked for them has every batch copied.</summary>
    public float* Batch => (float*)(_batch ??= new AlignedMemory(_elements * sizeof(float))).Pointer;

    /// <summary>Where each bound row begins in <see cref="Indices"/>.</summary>
    public int* RowStarts { get; private set; }

    /// <summary>The columns of the bound rows' elements.</summary>
    public int* Indices { get; private set; }

    /// <summary>The bound rows' elements.</summary>
    public float* Entries { get; private set; }

    /// <summary>The rows of the batch, one after the other, where a feed for sparse rows was given dense ones; else nothing.</summary>
    public float* DenseRows { get; private set; }

    /// <summary>Whether no number that is NaN or infinite has been met among rows loaded by <see cref="LoadRows"/> or <see cref="CloseRow"/>. Several threads may set it to false.</summary>
    public bool IsFinite { get; set; }

    /// <summary>After transposition: where each column's list ends; it begins where the one before ends.</summary>
    public int* ColumnEnds { get; private set; }

    /// <summary>After transposition: the batch rows of each column's elements, ascending.</summary>
    public int* ColumnRows { get; private set; }

    /// <summary>After transposition: each column's elements.</summary>
    public float* ColumnEntries { get; private set; }

    /// <summary>Chooses the data that <see cref="Load"/> takes rows from.</summary>
    /// <param name="data">Sparse where <see cref="IsSparse"/>; its rows have <see cref="Columns"/> elements.</param>
    public void Bind(NDArray data)
    {
        if (data.Sparse is { } rows)
        {
            Bind(rows);
            return;
        }
        if (IsSparse) throw new InvalidOperationException("A sparse input was given dense data.");
        Release();
        _values = data.Memory;
        if (_batch is null) _held = _values.Pin();
    }

    /// <summary>Chooses the data that <see cref="Load"/> takes rows from.</summary>
    /// <param name="rows">Rows of <see cref="Columns"/> elements.</param>
    /// <param name="first">The row that counts as number 0.</param>
    public void Bind(SparseRows rows, int first = 0)
    {
        Release();
        _rows = rows;
        _firstRow = first;
        if (!IsSparse) return;
        // The arrays are pinned: their addresses stay for as long as this object holds them.
        RowStarts = (int*)Unsafe.AsPointer(ref rows.RowStarts[0]) + rows.FirstRow + first;
        Indices = Address(rows.Indices);
        Entries = Address(rows.Entries);
        if (SortsColumns) ReserveColumns(rows);
    }

    /// <summary>Lets go of the data.</summary>
    public void Release()
    {
        ReadCopies();
        _held.Dispose();
        _rows = null;
        _values = default;
        _source = null;
        DenseRows = null;
        RowStarts = null;
        Indices = null;
        Entries = null;
    }

    /// <summary>Makes dense rows that lie together the batch. Whether all numbers are finite is known after the plan has run.</summary>
    /// <param name="rows">As many rows of <see cref="Columns"/> elements as <paramref name="count"/> says; they must stay there until the plan has run.</param>
    /// <param name="count">How many rows, at most as many as the plan's.</param>
    /// <param name="team">The threads that share the reading of many wide rows.</param>
    public void LoadRows(float* rows, int count, ThreadTeam? team)
    {
        IsFinite = true;
        if (IsSparse)
        {
            if (SortsColumns) throw new InvalidOperationException("Rows that are sorted by column must be sparse.");
            DenseRows = rows;
            return;
        }
        ReadCopies();
        if (_batch is null) _dense = rows;
        _source = rows;
        int chunks = _copyRows.Chunks(count);
        if (team is null || chunks < 2) TakeNextRows(0, count);
        else team.Run(_copyRows, count, chunks);
    }

    /// <summary>Makes the given rows of the bound data the batch.</summary>
    /// <param name="order">Row numbers, at most as many as the plan's rows.</param>
    /// <param name="team">The threads that share the copying of many wide rows, if they have to be copied.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlySpan<int> order, ThreadTeam? team = null)
    {
        if (IsSparse)
        {
            order.CopyTo(new Span<int>(Order, _maxRows));
            if (!SortsColumns) return;
            // A batch may name a row more than once.
            long elements = 0;
            foreach (int row in order) elements += RowStarts[row + 1] - RowStarts[row];
            ReserveColumns(elements);
            AwaitsSorting = true;
            return;
        }
        if (!CopiesRows && _held.Pointer != null)
        {
            order.CopyTo(new Span<int>(Order, _maxRows));
            _dense = (float*)_held.Pointer;
            Numbers = Order;
            return;
        }
        ReadCopies();
        // Made here, before threads share the copying.
        _ = Batch;
        int chunks = _copyRows.Chunks(order.Length);
        if (team is null || chunks < 2)
        {
            CopyRows(order, 0);
            return;
        }
        order.CopyTo(new Span<int>(Order, _maxRows));
        team.Run(_copyRows, order.Length, chunks);
    }

    private void TakeNextRows(int firstRow, int count)
    {
        nint start = (nint)firstRow * _width;
        var source = new ReadOnlySpan<float>(_source + start, count * _width);
        if (_batch is not null) source.CopyTo(new Span<float>(Batch + start, source.Length));
        if (NDArray.IndexOfNonFinite(source) >= 0) IsFinite = false;
    }

    private void ReadCopies()
    {
        _dense = null;
        Numbers = _inTurn;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyRows(ReadOnlySpan<int> order, int firstRow)
    {
        var target = new Span<float>(Batch + (nint)firstRow * _width, order.Length * _width);
        if (_rows is not null)
        {
            target.Clear();
            for (int i = 0; i < order.Length; i++) _rows.Scatter(_firstRow + order[i], target.Slice(i * _width, _width));
            return;
        }
        ReadOnlySpan<float> source = _values.Span;
        if (_width == 1)
        {
            for (int i = 0; i < order.Length; i++) target[i] = source[order[i]];
            return;
        }
        for (int i = 0; i < order.Length; i++) source.Slice(order[i] * _width, _width).CopyTo(target.Slice(i * _width, _width));
    }

    /// <summary>Makes one dense row the batch of a feed that is not sparse.</summary>
    /// <param name="row">As many elements as <see cref="Columns"/>; they are copied.</param>
    public void LoadRow(ReadOnlySpan<float> row)
    {
        ReadCopies();
        row.CopyTo(new Span<float>(Batch, _width));
    }

    /// <summary>Makes one row the batch that has ones at some places and zeros elsewhere.</summary>
    /// <param name="columns">The places of the ones, ascending and each once.</param>
    public void LoadOnes(ReadOnlySpan<int> columns)
    {
        if (!IsSparse)
        {
            ReadCopies();
            var target = new Span<float>(Batch, _width);
            target.Clear();
            foreach (int column in columns) target[column] = 1;
            return;
        }
        OpenRow();
        columns.CopyTo(new Span<int>(Indices, _width));
        new Span<float>(Entries, columns.Length).Fill(1);
        CloseRow(columns.Length);
    }

    /// <summary>Points a sparse feed to memory of its own with room for one full row, whose elements are then written to <see cref="Indices"/> and <see cref="Entries"/>.</summary>
    public void OpenRow()
    {
        long list = AlignedMemory.RoundUp((long)_width * sizeof(int));
        _rowMemory ??= new AlignedMemory(AlignedMemory.Alignment + 2 * list);
        DenseRows = null;
        RowStarts = (int*)_rowMemory.Pointer;
        Indices = (int*)(_rowMemory.Pointer + AlignedMemory.Alignment);
        Entries = (float*)(_rowMemory.Pointer + AlignedMemory.Alignment + list);
    }

    /// <summary>Makes the row that was written after <see cref="OpenRow"/> the batch.</summary>
    /// <param name="count">How many elements were written.</param>
    public void CloseRow(int count)
    {
        RowStarts[1] = count;
        Order[0] = 0;
    }

    /// <summary>Fills the memory of the batch, if there is any, with NaN.</summary>
    internal void Poison()
    {
        if (_batch is not null) new Span<float>(_batch.Pointer, (int)_elements).Fill(float.NaN);
    }

    // A batch seldom holds more elements than all rows together, and never more than its rows times the longest one.
    private void ReserveColumns(SparseRows rows)
    {
        int longest = 0;
        for (int row = 0; row < rows.RowCount; row++) longest = Math.Max(longest, RowStarts[row + 1] - RowStarts[row]);
        ReserveColumns(Math.Min(rows.EntryCount, (long)longest * _maxRows));
    }

    private void ReserveColumns(long capacity)
    {
        if (_columnMemory is not null && capacity <= _columnCapacity) return;
        long lists = AlignedMemory.RoundUp(capacity * sizeof(int)), ends = AlignedMemory.RoundUp((_width + 1L) * sizeof(int));
        _columnMemory = new AlignedMemory(ends + 2 * lists);
        _columnCapacity = capacity;
        ColumnEnds = (int*)_columnMemory.Pointer;
        ColumnRows = (int*)(_columnMemory.Pointer + ends);
        ColumnEntries = (float*)(_columnMemory.Pointer + ends + lists);
    }

    private static T* Address<T>(T[] pinned) where T : unmanaged => pinned.Length == 0 ? null : (T*)Unsafe.AsPointer(ref pinned[0]);

    private sealed class CopyRowsStep(RowFeed feed) : Step
    {
        private readonly int _chunkRows = Math.Max(1, (1 << 15) / Math.Max(1, feed._width));

        public override void Run(int rows) => feed.CopyRows(new ReadOnlySpan<int>(feed.Order, rows), 0);

        public override int Chunks(int rows) => (rows + _chunkRows - 1) / _chunkRows;

        public override void RunChunk(int rows, int chunk)
        {
            int first = chunk * _chunkRows;
            int count = Math.Min(_chunkRows, rows - first);
            if (feed._source != null) feed.TakeNextRows(first, count);
            else feed.CopyRows(new ReadOnlySpan<int>(feed.Order + first, count), first);
        }
    }
}
