using Keratin.Core;

namespace Keratin.Tests;

public sealed class ShapingLayerTests
{
    [Fact]
    public void Flatten_makes_each_row_one_axis_long()
    {
        Assert.Equal("(None, 784)", new Flatten().Apply(Reference.Input(28, 28), Reference.Context()).Shape.ToString());
        Assert.Equal("(None, 1)", new Flatten().Apply(Reference.Input(), Reference.Context()).Shape.ToString());
        Node x = Reference.Input(5);
        Assert.Same(x, new Flatten().Apply(x, Reference.Context()));
    }

    [Theory]
    [InlineData(new[] { 3, 4 }, "(None, 3, 4)")]
    [InlineData(new[] { 2, -1, 3 }, "(None, 2, 2, 3)")]
    [InlineData(new[] { -1 }, "(None, 12)")]
    public void Reshape_keeps_the_numbers_in_order(int[] target, string shape)
    {
        Node x = Reference.Input(6, 2), y = new Reshape(target).Apply(x, Reference.Context());
        Assert.Equal(shape, y.Shape.ToString());
        double[] data = [.. Enumerable.Range(0, 24).Select(i => (double)i)];
        Assert.Equal(data, Reference.Run(y, 2, (x, data)));
        var model = new Sequential([new Reshape([3, 4], inputShape: [12]), new Dense(2), new Flatten(), new Dense(1)], seed: 1);
        Assert.Equal("(None, 1)", model.OutputShape!.ToString());
    }

    [Theory]
    [InlineData(new[] { 3, 0 })]
    [InlineData(new[] { -1, -1 })]
    [InlineData(new[] { -2 })]
    public void A_target_shape_has_positive_sizes_and_one_open_one_at_most(int[] target) =>
        Assert.StartsWith($"Reshape: targetShape must have positive sizes, of which one may be -1, and no batch axis, but was [{string.Join(", ", target)}].",
            Assert.Throws<ArgumentException>(() => new Reshape(target)).Message);

    [Fact]
    public void A_target_shape_of_another_size_is_refused()
    {
        foreach (int[] target in (int[][])[[3, 5], [5, -1]])
            Assert.Equal($"Reshape \"reshape\" cannot give rows of 12 numbers (an input of shape (None, 12)) the shape [{string.Join(", ", target)}]: choose sizes whose product is 12.",
                Assert.Throws<ArgumentException>(() => new Sequential(new Input(12), new Reshape(target))).Message);
    }

    [Fact]
    public void Activation_applies_its_function()
    {
        Node x = Reference.Input(2, 2);
        var layer = new Activation("relu");
        Assert.Equal([0, 2, 0, 4], Reference.Run(layer.Apply(x, Reference.Context()), 1, (x, [-1, 2, -3, 4])));
        Assert.Equal("relu", layer.Function.Name);
        Assert.Equal(0, layer.ParameterCount);
    }

    [Fact]
    public void Input_states_a_shape_and_passes_the_input_on()
    {
        var layer = new Input(28, 28);
        Assert.Equal("(None, 28, 28)", layer.InputShape!.ToString());
        Node x = Reference.Input(28, 28);
        Assert.Same(x, layer.Apply(x, Reference.Context()));
        Assert.Throws<ArgumentException>(() => new Input(28, 28).Apply(Reference.Input(28, 27), Reference.Context()));
    }
}
