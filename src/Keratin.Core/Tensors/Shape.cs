using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>
/// The sizes of an array's axes, from the outermost to the innermost. Prints as Python does: <c>(8982, 10000)</c>,
/// <c>(46,)</c>, <c>()</c>.
/// </summary>
/// <remarks>
/// The first axis of a graph's node may be the batch, whose size is known only when the graph runs: it is written
/// <see cref="Batch"/> and prints as <c>None</c>. Arrays of data never have a symbolic axis.
/// </remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>The size of a batch axis that is not known yet.</summary>
    public const int Batch = -1;

    /// <summary>The shape of a single number: no axes.</summary>
    public static Shape Scalar { get; } = new([]);

    private readonly int[] _sizes;

    private Shape(int[] sizes) => _sizes = sizes;

    /// <summary>Makes a shape of the given sizes.</summary>
    /// <param name="sizes">One size per axis, zero or more; only the first may be <see cref="Batch"/>.</param>
    /// <exception cref="ArgumentException">A size is negative, or the product of all sizes does not fit an array.</exception>
    public static Shape Create(params ReadOnlySpan<int> sizes)
    {
        long elements = 1;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            int size = sizes[axis];
            if (size < 0 && !(axis == 0 && size == Batch))
                throw new ArgumentException($"A shape's sizes must be zero or positive, but axis {axis} is {size}.", nameof(sizes));
            elements *= size == Batch ? 1 : size;
            if (elements > Array.MaxLength)
                throw new ArgumentException($"A shape with the sizes {string.Join(" × ", sizes.ToArray())} has more elements than one array can hold ({Array.MaxLength:N0}).", nameof(sizes));
        }
        return sizes.IsEmpty ? Scalar ?? new([]) : new Shape(sizes.ToArray());
    }

    /// <summary>The number of axes.</summary>
    public int Rank => _sizes.Length;

    /// <inheritdoc/>
    int IReadOnlyCollection<int>.Count => _sizes.Length;

    /// <summary>The size of one axis.</summary>
    /// <param name="axis">Counted from 0; <c>^1</c> is the last.</param>
    public int this[int axis] => _sizes[axis];

    /// <summary>The axes of a range, for example all but the first: <c>shape[1..]</c>.</summary>
    /// <param name="axes">The range of axes.</param>
    public Shape this[Range axes] => Create(_sizes.AsSpan()[axes]);

    /// <summary>The size of the last axis; 1 for a single number.</summary>
    public int Last => _sizes.Length == 0 ? 1 : _sizes[^1];

    /// <summary>Whether the first axis is a batch of a size not known yet.</summary>
    public bool HasBatch => _sizes.Length > 0 && _sizes[0] == Batch;

    /// <summary>The number of elements, where the batch counts as one row.</summary>
    public int Size => (int)Elements(1);

    /// <summary>The number of elements of one row: of all axes but the first.</summary>
    internal int RowSize
    {
        get
        {
            int count = 1;
            for (int axis = 1; axis < _sizes.Length; axis++) count *= _sizes[axis];
            return count;
        }
    }

    /// <summary>The same shape with another first axis.</summary>
    /// <param name="rows">The size of the first axis.</param>
    internal Shape WithRows(int rows)
    {
        int[] sizes = [.. _sizes];
        sizes[0] = rows;
        return new Shape(sizes);
    }

    /// <summary>Whether two shapes differ at most in the first axis.</summary>
    internal bool HasRowsOf(Shape other) =>
        _sizes.Length > 0 && _sizes.Length == other._sizes.Length && _sizes.AsSpan(1).SequenceEqual(other._sizes.AsSpan(1));

    /// <summary>The number of elements when a symbolic batch has this many rows.</summary>
    /// <param name="rows">The rows of the batch; ignored by a shape that has none.</param>
    public long Elements(int rows)
    {
        long count = 1;
        foreach (int size in _sizes) count *= size == Batch ? rows : size;
        return count;
    }

    /// <summary>The same shape with one more axis at the end.</summary>
    /// <param name="size">The size of the new axis.</param>
    public Shape Append(int size) => Create([.. _sizes, size]);

    /// <summary>The same shape with one more axis in front.</summary>
    /// <param name="size">The size of the new axis; <see cref="Batch"/> where it is not known yet.</param>
    public Shape Prepend(int size) => Create([size, .. _sizes]);

    /// <summary>The sizes as an array of the caller's own.</summary>
    public int[] ToArray() => [.. _sizes];

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Shape? other) => other is not null && _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int size in _sizes) hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes have the same axes.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <summary>Makes a shape of the sizes in an array.</summary>
    public static implicit operator Shape(int[] sizes) => Create(sizes);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_sizes).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _sizes.GetEnumerator();

    /// <summary>The shape as Python prints a tuple: <c>(None, 64)</c>.</summary>
    public override string ToString()
    {
        var words = new string[_sizes.Length];
        for (int i = 0; i < words.Length; i++)
            words[i] = _sizes[i] == Batch ? "None" : _sizes[i].ToString(CultureInfo.InvariantCulture);
        return words.Length == 1 ? $"({words[0]},)" : $"({string.Join(", ", words)})";
    }
}
