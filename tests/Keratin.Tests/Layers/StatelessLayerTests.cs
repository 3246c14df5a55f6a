using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Layers that apply a formula: their values, their names, and what they refuse.</summary>
public sealed class StatelessLayerTests
{
    public static TheoryData<string, Func<Layer>, double[]> Cases => new()
    {
        { "re_lu", () => new ReLU(), [0, 0, 0, 1, 8] },
        { "re_lu", () => new ReLU(maxValue: 6, negativeSlope: 0.1, threshold: 0.5), [-0.25, -0.1, -0.05, 1, 6] },
        { "leaky_re_lu", () => new LeakyReLU(), [-0.6, -0.15, 0, 1, 8] },
        { "leaky_re_lu", () => new LeakyReLU(0.5), [-1, -0.25, 0, 1, 8] },
        { "elu", () => new ELU(), [Math.Exp(-2) - 1, Math.Exp(-0.5) - 1, 0, 1, 8] },
        { "elu", () => new ELU(2), [2 * Math.Exp(-2) - 2, 2 * Math.Exp(-0.5) - 2, 0, 1, 8] },
        { "p_re_lu", () => new PReLU(), [0, 0, 0, 1, 8] },
        { "p_re_lu", () => new PReLU(alphaInitializer: new Constant(0.25f)), [-0.5, -0.125, 0, 1, 8] },
        { "rescaling", () => new Rescaling(0.5, -1), [-2, -1.25, -1, -0.5, 3] },
        { "rescaling", () => new Rescaling(0.5), [-1, -0.25, 0, 0.5, 4] },
        { "activity_regularization", () => new ActivityRegularization(l1: 1), [-2, -0.5, 0, 1, 8] },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void A_layer_computes_Keras_formula_under_Keras_name(string name, Func<Layer> make, double[] expected)
    {
        var model = new Sequential(make());
        Reference.Close(expected, model.Predict(new float[,] { { -2, -0.5f, 0, 1, 8 } }).ToDoubles(), 3e-7);
        Assert.Equal(name, model.Layers[0].Name);
    }

    [Fact]
    public void Softmax_gives_each_row_the_sum_1_and_hands_its_logits_to_the_loss()
    {
        var model = new Sequential(new Softmax());
        model.Compile(loss: "sparse_categorical_crossentropy");
        Reference.Close([1 / (1 + Math.Exp(1)), 1 / (1 + Math.Exp(-1))], model.Predict(new float[,] { { 1, 2 } }).ToDoubles(), 1e-7);
        Assert.Equal(1000, model.Evaluate(new float[,] { { 1000, 0 } }, new[] { 1 }).Loss, 1e-3);
    }

    [Fact]
    public void PReLU_has_a_slope_for_each_feature_of_a_row_and_trains_it()
    {
        var layer = new PReLU(alphaRegularizer: "l2");
        var model = new Sequential([new Input(2, 3), layer, new Flatten(), new Dense(1)], seed: 1);
        Assert.Equal("(2, 3)", layer.Weights[0].Shape.ToString());
        Assert.Equal("p_re_lu/alpha", layer.Weights[0].Name);
        model.Compile(new SGD(), "mse");
        model.Fit(new NDArray(Examples.Numbers(8, 6).ToArray(), [8, 2, 3]), Examples.Numbers(8, 1, seed: 2), verbose: 0);
        Assert.All(layer.Weights[0].Values.ToArray(), alpha => Assert.NotEqual(0, alpha));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new ReLU(negativeSlope: -1), "relu: negativeSlope must not be negative but was -1." },
        { () => _ = new ReLU(maxValue: -1), "relu: maxValue must not be negative but was -1." },
        { () => _ = new ReLU(threshold: -1), "relu: threshold must not be negative but was -1." },
        { () => _ = new LeakyReLU(-1), "leaky_relu: negativeSlope must not be negative but was -1." },
        { () => _ = new ELU(double.NaN), "elu: alpha must be a finite number but was NaN." },
        { () => _ = new Rescaling(double.NaN), "Rescaling: scale must be a finite number but was NaN." },
        { () => _ = new Rescaling(1, double.PositiveInfinity), "Rescaling: offset must be a finite number but was Infinity." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_parameter_out_of_range_is_refused_in_words(Action make, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
