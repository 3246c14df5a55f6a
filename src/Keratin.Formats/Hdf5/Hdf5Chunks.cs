namespace Keratin.Formats;

/// <summary>The numbers of a dataset that is cut into blocks of one size, each of which may be compressed.</summary>
internal sealed class Hdf5Chunks : Hdf5Storage
{
    // Chunks may reach beyond the dataset's edges, but not so that far more is unpacked than wanted.
    private const long MostPerByte = 8;
    private const long AlwaysAllowed = 1 << 20;

    // HDF5 knows none of 4 GiB; h5py makes them of a megabyte.
    private const long MostChunkBytes = 1 << 30;

    // Whoever declares more than this many times his bytes must show that he has them, before memory is taken.
    private const long BelievedGrowth = 8;
    private const long AlwaysBelieved = 16 << 20;

    private readonly record struct Chunk(int[] Start, long Address, int Size, uint SkippedFilters);

    private readonly Hdf5Bytes _bytes;
    private readonly Hdf5Filters _filters;
    private readonly Shape _shape;
    private readonly int[] _chunkShape;
    private readonly int _elementSize, _chunkSize;
    private readonly List<Chunk> _chunks = [];
    private readonly string _part;

    /// <summary>Reads the list of chunks, and checks that each is there, once, and can hold what it should.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="layout">The layout message, from its third byte on.</param>
    /// <param name="filters">How each chunk is packed.</param>
    /// <param name="shape">The dataset's shape.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="part">The file and the dataset, for errors.</param>
    public Hdf5Chunks(Hdf5Bytes bytes, ref Hdf5Cursor layout, Hdf5Filters filters, Shape shape, int elementSize, string part)
    {
        (_bytes, _filters, _shape, _elementSize, _part) = (bytes, filters, shape, elementSize, part);
        // The element's size is counted as one more axis.
        int rank = layout.Byte() - 1;
        long tree = layout.Address();
        if (rank != shape.Rank || rank == 0) throw Malformed.In(part, $"it has {shape.Rank} axes, and its chunks have {rank}; the file is damaged");
        _chunkShape = new int[rank];
        long chunkSize = elementSize, expected = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            uint size = layout.UInt32();
            chunkSize = size is > 0 and <= int.MaxValue && chunkSize <= int.MaxValue ? chunkSize * size : throw Malformed.In(part, "its chunks have an impossible shape; the file is damaged");
            _chunkShape[axis] = (int)size;
            expected *= (shape[axis] + (long)size - 1) / size;
        }
        if (layout.UInt32() != elementSize) throw Malformed.In(part, "its chunks are made for another element type; the file is damaged");
        long needed = (long)shape.Size * elementSize;
        if (chunkSize > MostChunkBytes) throw Malformed.In(part, $"its chunks have {chunkSize:N0} bytes, and {MostChunkBytes:N0} are the most that is read");
        if (expected > 0 && chunkSize > (AlwaysAllowed + MostPerByte * needed) / expected)
            throw Malformed.In(part, $"its {expected:N0} chunks of {chunkSize:N0} bytes are far more than its {needed:N0} bytes of numbers");
        _chunkSize = (int)chunkSize;
        if (tree != Hdf5Cursor.Undefined) Hdf5Tree.Walk(bytes, tree, kind: 1, keySize: 16 + 8 * rank, part, Add);
        if (_chunks.Count != expected) throw Malformed.In(part, $"it should have {expected:N0} chunks, and {_chunks.Count:N0} are there; the file is damaged, or its numbers were never written");
        CheckThatAllDiffer();
        long stored = _chunks.Sum(chunk => (long)chunk.Size);
        bytes.Claim(stored, needed, part);
        if (needed <= AlwaysBelieved || needed <= BelievedGrowth * stored) return;
        foreach (Chunk chunk in _chunks) Unpacked(chunk);
    }

    /// <inheritdoc/>
    public override void CopyTo(Span<byte> destination)
    {
        foreach (Chunk chunk in _chunks) Place(Unpacked(chunk), chunk.Start, destination);
    }

    private ReadOnlySpan<byte> Unpacked(Chunk chunk)
    {
        var stored = new byte[chunk.Size];
        _bytes.Numbers(chunk.Address, stored);
        return _filters.Unpack(stored, chunk.SkippedFilters, _chunkSize);
    }

    private void Add(ReadOnlyMemory<byte> key, long address)
    {
        var cursor = new Hdf5Cursor(key.Span, _part);
        uint size = cursor.UInt32();
        uint skipped = cursor.UInt32();
        var start = new int[_chunkShape.Length];
        for (int axis = 0; axis < start.Length; axis++)
        {
            long place = cursor.Length();
            if (place >= _shape[axis] || place % _chunkShape[axis] != 0) throw Malformed.In(_part, "one of its chunks stands where none can be; the file is damaged");
            start[axis] = (int)place;
        }
        if (!_bytes.Hold(address, size) || size > Array.MaxLength) throw Malformed.In(_part, $"a chunk of {size:N0} bytes should stand at byte {address:N0}, and the file has {_bytes.Length:N0}; it is truncated or damaged");
        if (!_filters.CanUnpack((int)size, skipped, _chunkSize)) throw Malformed.In(_part, $"a chunk of {size:N0} stored bytes cannot hold {_chunkSize:N0}; the file is damaged");
        _chunks.Add(new(start, address, (int)size, skipped));
    }

    private void CheckThatAllDiffer()
    {
        var places = new HashSet<long>(_chunks.Count);
        foreach (Chunk chunk in _chunks)
        {
            long place = 0;
            for (int axis = 0; axis < _chunkShape.Length; axis++) place = place * _shape[axis] + chunk.Start[axis];
            if (!places.Add(place)) throw Malformed.In(_part, "two of its chunks have the same place; the file is damaged");
        }
    }

    // Row by row along the last axis; what reaches beyond the edges is left out.
    private void Place(ReadOnlySpan<byte> chunk, int[] start, Span<byte> destination)
    {
        int rank = start.Length, rowSize = _chunkShape[^1] * _elementSize;
        int copied = Math.Min(_chunkShape[^1], _shape[rank - 1] - start[^1]) * _elementSize;
        var index = new int[rank];
        for (int from = 0; from < chunk.Length; from += rowSize)
        {
            long to = 0;
            bool inside = true;
            for (int axis = 0; axis < rank; axis++)
            {
                long place = (long)start[axis] + index[axis];
                inside &= place < _shape[axis];
                to = to * _shape[axis] + place;
            }
            if (inside) chunk.Slice(from, copied).CopyTo(destination[(int)(to * _elementSize)..]);
            for (int axis = rank - 2; axis >= 0 && ++index[axis] == _chunkShape[axis]; axis--) index[axis] = 0;
        }
    }
}
