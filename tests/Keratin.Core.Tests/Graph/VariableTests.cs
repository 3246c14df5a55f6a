namespace Keratin.Core.Tests;

public sealed class VariableTests
{
    [Fact]
    public void A_variable_has_no_symbolic_shape()
    {
        Assert.Contains("\"w\" cannot have the symbolic shape (None, 3)", Assert.Throws<ArgumentException>(() => new Variable("w", [Shape.Batch, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new Variable("w", null!));
    }

    [Fact]
    public void A_copy_has_all_values_of_either_size()
    {
        var totals = new Variable("totals", [5], ElementType.Float64);
        for (int i = 0; i < 5; i++) totals.Totals[i] = i + 0.5;
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5], totals.Copy().Totals.ToArray());
        var weight = new Variable("w", [5]);
        for (int i = 0; i < 5; i++) weight.Values[i] = i + 0.5f;
        Assert.Equal([0.5f, 1.5f, 2.5f, 3.5f, 4.5f], weight.Copy().Values.ToArray());
    }

    [Fact]
    public void Elements_are_read_as_what_they_are()
    {
        var counter = new Variable("i", Shape.Scalar, ElementType.Int64);
        Assert.Contains("\"i\" holds Int64, not Float32", Assert.Throws<InvalidOperationException>(() => counter.Values.ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("\"i\" holds Int64, not Float64", Assert.Throws<InvalidOperationException>(() => counter.Total).Message, StringComparison.Ordinal);
    }
}
