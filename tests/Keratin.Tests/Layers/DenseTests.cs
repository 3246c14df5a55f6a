using Keratin.Core;

namespace Keratin.Tests;

public sealed class DenseTests
{
    [Fact]
    public void Dense_multiplies_adds_the_bias_and_activates()
    {
        var layer = new Dense(2, activation: "relu", kernelInitializer: new Constant(0.5f), biasInitializer: new Constant(-2));
        Node x = Reference.Input(3), y = layer.Apply(x, Reference.Context());
        Assert.Equal("(None, 2)", y.Shape.ToString());
        Assert.Equal([1, 1, 0, 0], Reference.Run(y, 2, (x, [1, 2, 3, -1, 1, 0])));
        Assert.Equal(["dense/kernel", "dense/bias"], layer.Weights.Select(weight => weight.Name));
        Assert.Equal(8, layer.ParameterCount);
    }

    [Fact]
    public void Dense_contracts_the_last_axis()
    {
        var layer = new Dense(4);
        Node y = layer.Apply(Reference.Input(5, 3), Reference.Context());
        Assert.Equal("(None, 5, 4)", y.Shape.ToString());
        Assert.Equal("(3, 4)", layer.Weights[0].Shape.ToString());
    }

    [Fact]
    public void Without_bias_and_activation_it_is_one_product()
    {
        var layer = new Dense(4, useBias: false);
        Assert.IsType<MatMul>(layer.Apply(Reference.Input(3), Reference.Context()).Operation);
        Assert.Single(layer.Weights);
    }

    [Fact]
    public void The_defaults_are_those_of_Keras()
    {
        var layer = new Dense(200);
        layer.Apply(Reference.Input(300), Reference.Context());
        Assert.Same(Keratin.Activations.Linear, layer.Activation);
        Assert.True(layer.UseBias);
        Assert.All(layer.Weights[1].Values.ToArray(), value => Assert.Equal(0, value));
        Assert.InRange(layer.Weights[0].Values.ToArray().Max(), 0.109, Math.Sqrt(6.0 / 500) + 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void At_least_one_unit_is_needed(int units) =>
        Assert.StartsWith($"Dense needs at least 1 unit but got {units}.", Assert.Throws<ArgumentOutOfRangeException>(() => new Dense(units)).Message);

    [Fact]
    public void An_input_without_a_feature_axis_is_refused()
    {
        Assert.Equal("Dense \"dense\" expects rows of features, as in an input of shape (None, 13), but got (None,): give each row an axis of its own, (None, 1) for a single feature.",
            Assert.Throws<ArgumentException>(() => new Dense(1).Apply(Reference.Input(), Reference.Context())).Message);
    }
}
