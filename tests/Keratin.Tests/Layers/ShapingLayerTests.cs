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
