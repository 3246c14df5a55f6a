using Keratin.Core;

namespace Keratin;

/// <summary>
/// Dot products between the rows of two values, along an axis of each, which disappears: of (None, n) and (None, n) with
/// axis 1, (None, 1). Of three axes, (None, s, n) and (None, t, n) with axis 2 become (None, s, t), every pair once.
/// </summary>
public sealed class Dot : MergingLayer, IFromConfig<Dot>
{
    private readonly int[] _axes;

    /// <summary>Makes a layer that sums along the same axis of both values.</summary>
    /// <param name="axes">The axis, counted from 0, the batch, which cannot be it; negative from the last.</param>
    /// <param name="normalize">Whether both values are divided by their Euclidean norms along the axis first: cosine similarity. Default: no.</param>
    /// <param name="name">The layer's name; default: <c>dot</c>, <c>dot_1</c>, …</param>
    /// <exception cref="ArgumentException">The axis is the batch.</exception>
    public Dot(int axes, bool normalize = false, string? name = null)
        : this([axes, axes], normalize, name)
    {
        AxesAreOne = true;
    }

    /// <summary>Makes a layer.</summary>
    /// <param name="axes">The first value's axis and the second's.</param>
    /// <param name="normalize">Whether both values are divided by their Euclidean norms along the axis first. Default: no.</param>
    /// <param name="name">The layer's name; default: <c>dot</c>, <c>dot_1</c>, …</param>
    /// <exception cref="ArgumentException">There are not two axes, or one is the batch.</exception>
    public Dot(int[] axes, bool normalize = false, string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Length != 2 || axes.Contains(0))
            throw new ArgumentException($"Dot needs an axis of each of its two values, not the batch, but axes was [{string.Join(", ", axes)}].", nameof(axes));
        _axes = [.. axes];
        Normalize = normalize;
    }

    /// <summary>Whether both values are divided by their norms first.</summary>
    public bool Normalize { get; }

    private bool AxesAreOne { get; }

    static Dot IFromConfig<Dot>.FromConfig(Config config) => config.GetValue("axes") is IReadOnlyList<object?>
        ? new(config.GetInts("axes")!, config.GetBool("normalize", false), config.GetOptionalString("name"))
        : new(config.GetInt("axes"), config.GetBool("normalize", false), config.GetOptionalString("name"));

    internal override void Check(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count != 2) throw new ArgumentException($"{this} takes two values but was called with {inputs.Count}.");
    }

    /// <inheritdoc/>
    protected override Node Call(IReadOnlyList<Node> inputs, LayerContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Node x = inputs[0], y = inputs[1];
        int rank = x.Shape.Rank, own = AxisOf(0, x.Shape), other = AxisOf(1, y.Shape);
        if (rank != y.Shape.Rank || rank > 3)
            throw new ArgumentException($"{this} takes two values of two or of three axes each but got the shapes {x.Shape} and {y.Shape}: give them equal numbers of axes, for example with new Reshape(…).");
        if (x.Shape[own] != y.Shape[other])
            throw new ArgumentException($"{this} sums along axis {own} of {x.Shape} and axis {other} of {y.Shape}, which must have the same size but have {x.Shape[own]} and {y.Shape[other]}.");
        if (Normalize) (x, y) = (Unit(x, own), Unit(y, other));
        if (rank == 2) return new Node(new SumLast(keepAxis: true), x * y);
        (int rows, int columns) = (x.Shape[3 - own], y.Shape[3 - other]);
        return (own, other) switch
        {
            (2, 2) => new Node(new SumLast(), new Node(new RepeatAxis(2, columns), x) * new Node(new RepeatAxis(1, rows), y)),
            (2, 1) => new Node(new SumAxis(2), Widened(x, columns) * new Node(new RepeatAxis(1, rows), y)),
            (1, 1) => new Node(new SumAxis(1), Widened(x, columns) * new Node(new RepeatAxis(2, rows), y)),
            _ => throw new ArgumentException($"{this} cannot sum along axis 1 of the first value and axis 2 of the second: exchange the two, which exchanges the axes of the result."),
        };
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        if (AxesAreOne) config.Set("axes", _axes[0]);
        else config.Set("axes", _axes);
        config.Set("normalize", Normalize);
    }

    private int AxisOf(int input, Shape shape)
    {
        int axis = _axes[input] < 0 ? shape.Rank + _axes[input] : _axes[input];
        return axis >= 1 && axis < shape.Rank ? axis
            : throw new ArgumentException($"{this} sums along axis {_axes[input]}, which a value of shape {shape} does not have behind the batch.");
    }

    // Each element as often as wanted along a new last axis.
    private static Node Widened(Node x, int size) => new(new RepeatLast(size), new Node(new Core.Reshape(x.Shape.Append(1)), x));

    // As Keras does, no row is made longer than 1e7 times its own length.
    private static Node Unit(Node x, int axis)
    {
        Node squares = new(new Square(), x);
        bool last = axis == x.Shape.Rank - 1;
        Node norm = new(new Sqrt(), new Node(new Clip(1e-14f, float.MaxValue), last ? new Node(new SumLast(keepAxis: true), squares) : new Node(new SumAxis(axis), squares)));
        return x / (last ? norm : new Node(new RepeatAxis(axis, x.Shape[axis]), norm));
    }
}
