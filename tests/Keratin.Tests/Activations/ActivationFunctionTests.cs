using Keratin.Core;

namespace Keratin.Tests;

public sealed class ActivationFunctionTests
{
    private static Node Cube(Node x) => new(new Core.Multiply(), x, new Node(new Square(), x));

    [Theory]
    [InlineData("relu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    [InlineData("softmax")]
    public void A_name_stands_for_one_operation_that_keeps_the_shape(string name)
    {
        ActivationFunction activation = name;
        Node x = Reference.Input(3), y = activation.Apply(x);
        Assert.Equal(name, activation.Name);
        Assert.Equal(name, y.Operation.Name.ToLowerInvariant());
        Assert.Equal(x.Shape, y.Shape);
        Assert.Same(x, y.Inputs[0]);
    }

    [Fact]
    public void Linear_is_the_input_itself()
    {
        ActivationFunction linear = "linear";
        Node x = Reference.Input(3);
        Assert.Same(x, linear.Apply(x));
        Assert.Same(Keratin.Activations.Linear, linear);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones_and_the_nearest()
    {
        var error = Assert.Throws<ArgumentException>(() => (ActivationFunction)"reul");
        Assert.StartsWith("There is no activation \"reul\". Known names are linear, relu, sigmoid, softmax, tanh, celu, elu, ", error.Message);
        Assert.EndsWith("Did you mean \"relu\"?", error.Message);
    }

    [Fact]
    public void A_function_of_your_own_is_an_activation()
    {
        ActivationFunction cube = (Func<Node, Node>)Cube;
        Node x = Reference.Input(2);
        Assert.Equal("cube", cube.Name);
        Assert.Equal([8, -27], Reference.Run(cube.Apply(x), 1, (x, [2, -3])));
        Assert.Equal("custom", ((ActivationFunction)(Func<Node, Node>)(node => node)).Name);
        Assert.Equal("mine", new ActivationFunction("mine", Cube).ToString());
    }

    [Fact]
    public void A_function_that_changes_the_shape_is_refused()
    {
        var sum = new ActivationFunction("sum", x => new Node(new SumLast(), x));
        Assert.Equal("The activation \"sum\" must keep the shape (None, 2) but returned (None,).", Assert.Throws<InvalidOperationException>(() => sum.Apply(Reference.Input(2))).Message);
    }
}
