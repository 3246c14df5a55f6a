using Keratin.Core;

namespace Keratin;

/// <summary>A running mean over samples: the loss, or a metric.</summary>
internal sealed class Total
{
    private readonly Variable _sum;
    private readonly int _perRow;

    /// <summary>Prepares the mean of some values.</summary>
    /// <param name="name">What it is reported as.</param>
    /// <param name="values">A node with one or more values per row.</param>
    public Total(string name, Node values)
    {
        Name = name;
        _perRow = values.Shape.Size;
        _sum = new Variable($"total/{name}", Shape.Scalar, ElementType.Float64);
        Effect = new Node(new Accumulate(), _sum.Read, values);
    }

    /// <summary>What it is reported as.</summary>
    public string Name { get; }

    /// <summary>The effect that adds a batch.</summary>
    public Node Effect { get; }

    /// <summary>Starts again.</summary>
    public void Reset() => _sum.Total = 0;

    /// <summary>The mean so far.</summary>
    /// <param name="rows">How many rows have been added.</param>
    public double Mean(long rows) => _sum.Total / (rows * (double)_perRow);
}
