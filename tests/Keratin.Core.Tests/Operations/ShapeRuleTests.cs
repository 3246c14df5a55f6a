using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>Shapes that do not fit are refused where the node is made, in words that name both.</summary>
public sealed class ShapeRuleTests
{
    private static Node Of(params int[] sizes) => new(new Placeholder("x", sizes));

    public static TheoryData<string, Func<Node>, string> Wrong => new()
    {
        { "sum of other widths", () => new Node(new Add(), Of(-1, 3), Of(-1, 4)), "Add cannot combine the shapes (None, 3) and (None, 4)" },
        { "one element along the batch", () => new Node(new Add(), Of(-1), Of(1)), "(None,) and (1,)" },
        { "inner sizes", () => new Node(new MatMul(), Of(-1, 3), Of(4, 2)), "inner sizes 3 and 4" },
        { "inner sizes, transposed", () => new Node(new MatMul(transposeSecond: true), Of(-1, 3), Of(2, 4)), "inner sizes 3 and 4" },
        { "leading sizes", () => new Node(new MatMul(transposeFirst: true), Of(5, 3), Of(6, 2)), "(5, 3) and (6, 2)" },
        { "product with a vector", () => new Node(new MatMul(), Of(-1), Of(4, 2)), "(None,) and (4, 2)" },
        { "both transposed", () => new Node(new MatMul(true, true), Of(5, 3), Of(5, 3)), "cannot multiply" },
        { "bias of another width", () => new Node(new MatMul(epilogue: new Epilogue.Bias(null)), Of(-1, 3), Of(3, 2), Of(3)), "expects the shape (2,) but got (3,)" },
        { "softmax of a number", () => new Node(new Softmax(), Of()), "at least one axis" },
        { "softmax along the batch", () => new Node(new Softmax(), Of(-1)), "the only axis of (None,) is the batch" },
        { "sum along the batch", () => new Node(new SumLast(), Of(-1)), "the only axis of (None,) is the batch" },
        { "mean along the batch", () => new Node(new MeanLast(), Of(-1)), "the only axis of (None,) is the batch" },
        { "largest along the batch", () => new Node(new ArgMax(), Of(-1)), "the only axis of (None,) is the batch" },
        { "rows that are no rows", () => new Node(new SumRows([3]), Of(-1, 4)), "(3,) are not the last axes of (None, 4)" },
        { "sum over rows that keeps the batch", () => new Node(new SumRows([-1, 4]), Of(-1, 4)), "are not the last axes" },
        { "sum along the first axis", () => new Node(new SumAxis(0), Of(-1, 3, 4)), "only those between the first and the last" },
        { "sum along the last axis", () => new Node(new SumAxis(2), Of(-1, 3, 4)), "only those between the first and the last" },
        { "repetition behind the last axis", () => new Node(new RepeatAxis(2, 5), Of(-1, 3)), "between its first and its last axis only" },
        { "joining along the batch", () => new Node(new JoinAxis(0, 2), Of(-1, 3), Of(-1, 3)), "along the axes behind the first only" },
        { "joining of other rows", () => new Node(new JoinAxis(2, 2), Of(-1, 3, 2), Of(-1, 4, 2)), "cannot join the shapes (None, 3, 2) and (None, 4, 2)" },
        { "a part that goes too far", () => new Node(new SliceAxis(1, 2, 2), Of(-1, 3)), "SliceAxis[1, 2..4]: (None, 3) has no such part" },
        { "a part of the batch", () => new Node(new SliceAxis(0, 0, 1), Of(-1, 3)), "has no such part behind its first axis" },
        { "repetition of other rows", () => new Node(new RepeatRows([-1, 3]), Of(4)), "(4,) are not the last axes of (None, 3)" },
        { "count of other rows", () => new Node(new CountRows([3]), Of(-1, 4)), "(3,) are not the last axes of (None, 4)" },
        { "rows of no table", () => new Node(new GatherRows(), Of(-1, 3), Of(5)), "a table with rows and columns second but got (5,)" },
        { "rows into no table", () => new Node(new ScatterRows([5]), Of(-1, 3), Of(-1, 3, 5)), "a table with rows and columns but got (5,)" },
        { "rows of another width into a table", () => new Node(new ScatterRows([5, 2]), Of(-1, 3), Of(-1, 3, 4)), "the rows cannot have the shape (None, 3, 4)" },
        { "truth of another width", () => new Node(new SoftmaxCrossEntropy(false), Of(-1, 4), Of(-1, 3)), "truth of shape (None, 4) but got (None, 3)" },
        { "probabilities as labels", () => new Node(new SoftmaxCrossEntropy(true), Of(-1, 4), Of(-1, 4)), "truth of shape (None,) but got (None, 4)" },
        { "other elements", () => new Node(new Reshape([-1, 5]), Of(-1, 2, 3)), "(None, 2, 3) cannot become (None, 5)" },
        { "batch lost", () => new Node(new Reshape([6]), Of(-1, 6)), "cannot become" },
        { "spread of many", () => new Node(new Spread([3]), Of(3)), "a single number but got (3,)" },
        { "mask of no counter", () => new Node(new DropoutMask(0.5f, 1, [3]), Of()), "an integer variable" },
        { "noise of no counter", () => new Node(new UniformNoise(1, [3]), Of()), "an integer variable" },
        { "total of no variable", () => new Node(new Accumulate(), Of(), Of(3)), "a float64 variable" },
        { "totals of other columns", () => new Node(new Accumulate(), Totals(2), Of(-1, 3)), "(2,) are not the last axes of (None, 3)" },
        { "histogram of no variable", () => new Node(new AccumulateAt(), Of(3), Of(-1), Of(-1)), "a float64 variable with one axis" },
        { "histogram in a number", () => new Node(new AccumulateAt(), Totals(), Of(-1), Of(-1)), "a float64 variable with one axis" },
        { "indexes of another shape", () => new Node(new AccumulateAt(), Totals(3), Of(-1), Of(-1, 2)), "indexes of shape (None,) and values of shape (None, 2)" },
        { "fill with many", () => new Node(new Fill([3]), Of(3)), "a single number but got (3,)" },
        { "assignment to no variable", () => new Node(new Assign(), Of(3), Of(3)), "a float32 variable" },
        { "assignment to a counter", () => new Node(new Assign(), new Variable("i", Shape.Scalar, ElementType.Int64).Read, Of()), "a float32 variable" },
        { "assignment of another shape", () => new Node(new Assign(), new Variable("w", [3]).Read, Of(4)), "cannot take a value of shape (4,)" },
        { "increment of a weight", () => new Node(new Increment(), new Variable("w", Shape.Scalar).Read), "an integer variable" },
        { "slot of another shape", () => Update([3], [4], [3]), "slot 1 has the shape (4,) but the weight has (3,)" },
        { "norm of many", () => new Node(new Update<Probe.DescentRule>(default, new UpdateOptions { ClipNorm = 1 }), new Variable("w", [3]).Read, new Variable("rate", Shape.Scalar).Read,
            new Variable("i", Shape.Scalar, ElementType.Int64).Read, Of(3), Of(3)), "the norm must be a single number but has the shape (3,)" },
        { "gradient of another shape", () => Update([3], [3], [4]), "the gradient has the shape (4,) but the weight has (3,)" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Inputs_that_do_not_fit_are_refused_in_words(string what, Func<Node> make, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => make()).Message);
    }

    [Theory]
    [InlineData(new int[0], new[] { -1, 3 }, true)]
    [InlineData(new[] { 3 }, new[] { -1, 3 }, true)]
    [InlineData(new[] { 2, 3 }, new[] { -1, 2, 3 }, true)]
    [InlineData(new[] { -1, 2, 1 }, new[] { -1, 2, 3 }, true)]
    [InlineData(new[] { 1 }, new[] { 3 }, true)]
    [InlineData(new[] { 2 }, new[] { -1, 3 }, false)]
    [InlineData(new[] { -1, 3 }, new[] { 3 }, false)]
    [InlineData(new[] { 5, 2, 1 }, new[] { 4, 2, 3 }, false)]
    [InlineData(new[] { 5, 2, 1 }, new[] { 5, 4, 3 }, false)]
    [InlineData(new[] { 2, 1 }, new[] { 5, 2, 3 }, false)]
    [InlineData(new[] { 1 }, new[] { -1 }, false)]
    public void A_shape_repeats_along_another_by_leading_axes_or_by_a_last_axis_of_1(int[] small, int[] full, bool expected)
    {
        Assert.Equal(expected, BinaryOperation.Repeats(small, full));
        if (expected) Assert.Equal((Shape)full, new Node(new Add(), Of(small), Of(full)).Shape);
        if (expected) Assert.Equal((Shape)full, new Node(new Add(), Of(full), Of(small)).Shape);
    }

    [Fact]
    public void A_node_takes_as_many_inputs_as_its_operation_needs()
    {
        Assert.Contains("Add takes 2 inputs but got 1", Assert.Throws<ArgumentException>(() => new Node(new Add(), Of(3))).Message);
        Assert.Contains("takes 1 inputs but got 2", Assert.Throws<ArgumentException>(() => new Node(new Relu(), Of(3), Of(3))).Message);
        Assert.Throws<ArgumentNullException>(() => new Node(null!));
        Assert.Throws<ArgumentNullException>(() => new Node(new Relu(), null!));
    }

    private static Node Totals(params int[] shape) => new Variable("totals", shape, ElementType.Float64).Read;

    private static Node Update(int[] weight, int[] slot, int[] gradient) => new(new Update<Probe.ScaledRule>(default),
        new Variable("w", weight).Read, new Variable("s", slot).Read, new Variable("rate", Shape.Scalar).Read,
        new Variable("i", Shape.Scalar, ElementType.Int64).Read, Of(gradient));
}
