using Keratin.Core;

namespace Keratin;

/// <summary>A value that is reported: the loss, or a metric. A plan adds to its sums, and a function makes the value of them.</summary>
internal sealed class Total
{
    private readonly Accumulator[] _sums;
    private readonly Func<long, double> _value;

    /// <summary>Prepares a value.</summary>
    /// <param name="name">What it is reported as.</param>
    /// <param name="value">From the number of rows so far to the value; it reads the sums.</param>
    /// <param name="sums">What is added up.</param>
    public Total(string name, Func<long, double> value, params Accumulator[] sums) => (Name, _value, _sums) = (name, value, sums);

    /// <summary>What it is reported as.</summary>
    public string Name { get; }

    /// <summary>The effects that add a batch.</summary>
    public IEnumerable<Node> Effects => _sums.Select(sum => sum.Effect);

    /// <summary>The mean of all elements of some values, or their weighted mean.</summary>
    /// <param name="name">What it is reported as.</param>
    /// <param name="values">One or more values per row.</param>
    /// <param name="weights">A weight per row, (None,), or per value; null where all are 1. With weights of 0 alone the mean is 0.</param>
    public static Total Mean(string name, Node values, Node? weights) => Mean(name, values, weights, static mean => mean);

    /// <summary>A function of the mean of all elements of some values.</summary>
    /// <param name="name">What it is reported as.</param>
    /// <param name="values">One or more values per row.</param>
    /// <param name="weights">A weight per row, (None,), or per value; null where all are 1.</param>
    /// <param name="function">The function.</param>
    public static Total Mean(string name, Node values, Node? weights, Func<double, double> function)
    {
        double perRow = values.Shape.Size;
        if (weights is null)
        {
            Accumulator sum = Accumulator.Sum(name, values);
            return new Total(name, rows => function(sum.Value / (rows * perRow)), sum);
        }
        double perWeight = perRow / weights.Shape.Size;
        Accumulator weighted = Accumulator.Sum(name, weights.Shape == values.Shape ? values * weights : RowWeights.Multiply(values, weights));
        Accumulator weight = Accumulator.Sum($"{name}/weights", weights);
        return new Total(name, _ => function(Quotient(weighted.Value, weight.Value * perWeight)), weighted, weight);
    }

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        foreach (Accumulator sum in _sums) sum.Reset();
    }

    /// <summary>The sums so far, one after the other.</summary>
    public double[] Sums => [.. _sums.SelectMany(sum => sum.Sums.ToArray())];

    /// <summary>Goes on from sums of the same value: another plan's, or kept ones.</summary>
    /// <exception cref="InvalidOperationException">They are sums of another value.</exception>
    public void GoOnFrom(ReadOnlySpan<double> sums)
    {
        if (sums.Length != _sums.Sum(sum => sum.Count)) throw new InvalidOperationException($"The backup has {sums.Length} sums of {Name}, which is made of {_sums.Sum(sum => sum.Count)}: compile the model as before, or delete the backup to begin anew.");
        foreach (Accumulator sum in _sums)
        {
            sum.GoOnFrom(sums[..sum.Count]);
            sums = sums[sum.Count..];
        }
    }

    /// <summary>The value so far.</summary>
    /// <param name="rows">How many rows have been added.</param>
    public double Value(long rows) => _value(rows);

    /// <summary>A quotient as metrics use it: 0 where there is nothing to divide by.</summary>
    public static double Quotient(double dividend, double divisor) => divisor == 0 ? 0 : dividend / divisor;
}
