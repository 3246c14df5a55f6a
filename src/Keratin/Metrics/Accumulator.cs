using Keratin.Core;

namespace Keratin;

/// <summary>
/// Double-precision sums that a plan adds to with each batch and that start again with each epoch: one number, one per
/// column, or a histogram.
/// </summary>
internal sealed class Accumulator
{
    private readonly Variable _sums;

    private Accumulator(Variable sums, Node effect) => (_sums, Effect) = (sums, effect);

    /// <summary>The effect that adds a batch.</summary>
    public Node Effect { get; }

    /// <summary>How many sums there are.</summary>
    public int Count => _sums.Shape.Size;

    /// <summary>A sum so far.</summary>
    public double this[int index] => _sums.Totals[index];

    /// <summary>The sum so far, where it is one number.</summary>
    public double Value => _sums.Total;

    /// <summary>The sum of all elements of some values.</summary>
    public static Accumulator Sum(string name, Node values) => Add(name, Shape.Scalar, values);

    /// <summary>The sum of each column of some values.</summary>
    public static Accumulator Columns(string name, Node values) => Add(name, [values.Shape.Last], values);

    /// <summary>A histogram: each value is added to the sum whose number stands at its place in <paramref name="index"/>.</summary>
    public static Accumulator At(string name, int count, Node index, Node values)
    {
        var sums = new Variable($"total/{name}", [count], ElementType.Float64);
        return new Accumulator(sums, new Node(new AccumulateAt(), sums.Read, index, values));
    }

    /// <summary>Starts again.</summary>
    public void Reset() => _sums.Totals.Clear();

    /// <summary>The sums so far.</summary>
    public ReadOnlySpan<double> Sums => _sums.Totals;

    /// <summary>Goes on from other sums, of as many.</summary>
    public void GoOnFrom(ReadOnlySpan<double> sums) => sums.CopyTo(_sums.Totals);

    private static Accumulator Add(string name, Shape shape, Node values)
    {
        var sums = new Variable($"total/{name}", shape, ElementType.Float64);
        return new Accumulator(sums, new Node(new Accumulate(), sums.Read, values));
    }
}
