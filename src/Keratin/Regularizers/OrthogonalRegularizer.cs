using Keratin.Core;

namespace Keratin;

/// <summary>
/// Draws the rows (or columns) of a kernel towards right angles: factor times the mean size of the products of all pairs
/// of different rows, each divided by its length.
/// </summary>
public sealed class OrthogonalRegularizer : Regularizer, IFromConfig<OrthogonalRegularizer>
{
    private const float SmallestSquare = 1e-14f;

    private readonly double _factor;
    private readonly bool _rows;

    /// <summary>Makes a regularizer.</summary>
    /// <param name="factor">The factor, not negative. Default: 0.01.</param>
    /// <param name="mode">Whether the <c>"rows"</c> (the default) or the <c>"columns"</c> are to stand at right angles.</param>
    /// <exception cref="ArgumentException">The factor is negative or not finite, or the mode is another.</exception>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
    {
        _factor = Factor(nameof(OrthogonalRegularizer), nameof(factor), factor);
        if (mode is not ("rows" or "columns"))
            throw new ArgumentException($"{nameof(OrthogonalRegularizer)}: mode must be \"rows\" or \"columns\" but was \"{mode}\".", nameof(mode));
        _rows = mode == "rows";
    }

    static OrthogonalRegularizer IFromConfig<OrthogonalRegularizer>.FromConfig(Config config) => new(config.GetDouble("factor", 0.01), config.GetString("mode", "rows"));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weight is not a matrix, or has a single row (or column).</exception>
    public override Node Call(Node weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Shape.Rank != 2) throw new ArgumentException($"{nameof(OrthogonalRegularizer)} works on matrices, but the weight has the shape {weight.Shape}: use it as kernelRegularizer.");
        int size = _rows ? weight.Shape[0] : weight.Shape[1];
        if (size < 2) throw new ArgumentException($"{nameof(OrthogonalRegularizer)} needs at least two {(_rows ? "rows" : "columns")}, but the weight has the shape {weight.Shape}.");
        Node squares = new(new Square(), weight);
        Node lengths = _rows ? new Node(new SumLast(keepAxis: true), squares) : new Node(new SumRows([size]), squares);
        Node unit = weight / new Node(new Sqrt(), new Node(new Clip(SmallestSquare, float.MaxValue), lengths));
        Node products = _rows ? new Node(new MatMul(transposeSecond: true), unit, unit) : new Node(new MatMul(transposeFirst: true), unit, unit);
        // The products of the rows with themselves are not negative: taken from the sum of all, they leave those of pairs.
        Node pairs = new Node(new Sum(), new Node(new Abs(), products)) - new Node(new Sum(), new Node(new Square(), unit));
        return pairs * (float)(_factor / (size * (size - 1.0)));
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("factor", _factor);
        config.Set("mode", _rows ? "rows" : "columns");
    }
}
