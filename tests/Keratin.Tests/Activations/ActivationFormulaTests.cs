using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Activations against Keras's formulas, written once more in double precision, and their slopes where formulas meet.</summary>
public sealed class ActivationFormulaTests
{
    private static readonly Dictionary<string, (ActivationFunction Activation, Func<double, double> Formula)> Cases = new()
    {
        ["celu"] = ("celu", x => Math.Max(x, 0) + Math.Min(0, Math.Exp(x) - 1)),
        ["celu(0.5)"] = (Keratin.Activations.Celu(0.5), x => Math.Max(x, 0) + Math.Min(0, 0.5 * (Math.Exp(x / 0.5) - 1))),
        ["elu(1.7)"] = (Keratin.Activations.Elu(1.7), x => x > 0 ? x : 1.7 * (Math.Exp(x) - 1)),
        ["gelu(approximate)"] = (Keratin.Activations.Gelu(approximate: true), x => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * Math.Pow(x, 3)))) / 2),
        ["hard_shrink"] = ("hard_shrink", x => Math.Abs(x) > 0.5 ? x : 0),
        ["hard_shrink(2)"] = (Keratin.Activations.HardShrink(2), x => Math.Abs(x) > 2 ? x : 0),
        ["hard_swish"] = ("hard_swish", x => x * Math.Clamp(x / 6 + 0.5, 0, 1)),
        ["hard_tanh"] = ("hard_tanh", x => Math.Clamp(x, -1, 1)),
        ["leaky_relu(0.01)"] = (Keratin.Activations.LeakyRelu(0.01), x => x > 0 ? x : 0.01 * x),
        ["log_sigmoid"] = ("log_sigmoid", x => -Math.Log(1 + Math.Exp(-x))),
        ["relu(slope)"] = (Keratin.Activations.ReluWith(negativeSlope: 0.1), x => x > 0 ? x : 0.1 * x),
        ["relu(limit)"] = (Keratin.Activations.ReluWith(maxValue: 1.5), x => Math.Clamp(x, 0, 1.5)),
        ["relu(threshold)"] = (Keratin.Activations.ReluWith(threshold: 1), x => x > 1 ? x : 0),
        ["relu(slope, limit)"] = (Keratin.Activations.ReluWith(0.1, 1.5), x => x > 0 ? Math.Min(x, 1.5) : 0.1 * x),
        ["relu(all)"] = (Keratin.Activations.ReluWith(0.1, 2, 1), x => x > 1 ? Math.Min(x, 2) : 0.1 * (x - 1)),
        ["soft_shrink"] = ("soft_shrink", x => Math.Sign(x) * Math.Max(Math.Abs(x) - 0.5, 0)),
        ["soft_shrink(2)"] = (Keratin.Activations.SoftShrink(2), x => Math.Sign(x) * Math.Max(Math.Abs(x) - 2, 0)),
        ["sparse_plus"] = ("sparse_plus", x => x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x),
        ["sparse_sigmoid"] = ("sparse_sigmoid", x => Math.Clamp((x + 1) / 2, 0, 1)),
        ["squareplus"] = ("squareplus", x => (x + Math.Sqrt(x * x + 4)) / 2),
        ["squareplus(0.1)"] = (Keratin.Activations.Squareplus(0.1), x => (x + Math.Sqrt(x * x + 0.1)) / 2),
        ["swish"] = ("swish", x => x / (1 + Math.Exp(-x))),
        ["tanh_shrink"] = ("tanh_shrink", x => x - Math.Tanh(x)),
        ["threshold"] = (Keratin.Activations.Threshold(1, -2), x => x > 1 ? x : -2),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_engine_and_the_reference_compute_the_formula(string name)
    {
        (ActivationFunction activation, Func<double, double> formula) = Cases[name];
        float[] x = [.. Enumerable.Range(-60, 121).Select(i => i * 0.17f)];
        double[] data = Array.ConvertAll(x, value => (double)value), expected = Array.ConvertAll(data, value => formula(value));
        Node input = Reference.Input(x.Length);

        Reference.Close(expected, Reference.Run(activation.Apply(input), 1, (input, data)), 2e-7);
        Reference.Close(expected, new Sequential(new Activation(activation)).Predict(new NDArray(x, [1, x.Length])).ToDoubles(), 1e-6);
    }

    // What PyTorch and TensorFlow pass back where the pieces of an activation meet.
    [Theory]
    [InlineData("relu", 0, 0)]
    [InlineData("relu6", 0, 0)]
    [InlineData("relu6", 6, 0)]
    [InlineData("relu6", 3, 1)]
    [InlineData("hard_sigmoid", -3, 0)]
    [InlineData("hard_sigmoid", 3, 0)]
    [InlineData("hard_sigmoid", 0, 1.0 / 6)]
    [InlineData("hard_tanh", 1, 0)]
    [InlineData("hard_tanh", -1, 0)]
    [InlineData("leaky_relu", 0, 0.2)]
    [InlineData("elu", 0, 1)]
    [InlineData("selu", 0, 1.0507009873554805 * 1.6732632423543772)]
    [InlineData("sparse_plus", 1, 1)]
    [InlineData("soft_shrink", 0.5, 0)]
    [InlineData("softplus", 0, 0.5)]
    [InlineData("softsign", 0, 1)]
    [InlineData("silu", 0, 0.5)]
    [InlineData("gelu", 0, 0.5)]
    [InlineData("mish", 0, 0.6)]
    public void The_slope_where_formulas_meet_is_Keras(string name, float at, double slope)
    {
        var x = new Variable("x", [1]);
        x.Values[0] = at;
        Node y = new(new Mean(), ((ActivationFunction)name).Apply(x.Read)), gradient = Differentiation.Gradients(y, [x])[0];
        var plan = new Plan(new Graph([gradient], []), 1, CpuBackend.Instance);
        plan.Run(1, team: null);
        Assert.Equal(slope, plan.Value(gradient, 1)[0], 5e-7);
    }

    [Theory]
    [InlineData(new float[] { -1, 0, 1 }, new double[] { 0, 0, 1 })]
    [InlineData(new float[] { 0.5f, 0.5f, -9 }, new double[] { 0.5, 0.5, 0 })]
    [InlineData(new float[] { 0.1f, 1.1f, 0.2f, 0.3f }, new double[] { 0, 0.9, 0, 0.1 })]
    [InlineData(new float[] { 2, 2, 2, 2 }, new double[] { 0.25, 0.25, 0.25, 0.25 })]
    public void Sparsemax_moves_a_row_to_the_nearest_one_with_sum_1(float[] x, double[] expected) =>
        Reference.Close(expected, new Sequential(new Activation("sparsemax")).Predict(new NDArray(x, [1, x.Length])).ToDoubles(), 2e-7);

    [Fact]
    public void Log_softmax_is_exact_where_softmax_is_zero() =>
        Assert.Equal([0, -1000], new Sequential(new Activation("log_softmax")).Predict(new float[,] { { 1000, 0 } }).ToDoubles());

    public static TheoryData<Func<ActivationFunction>, string> Wrong => new()
    {
        { () => Keratin.Activations.LeakyRelu(-0.1), "leaky_relu: negativeSlope must not be negative but was -0.1." },
        { () => Keratin.Activations.ReluWith(negativeSlope: -1), "relu: negativeSlope must not be negative but was -1." },
        { () => Keratin.Activations.ReluWith(maxValue: -1), "relu: maxValue must not be negative but was -1." },
        { () => Keratin.Activations.ReluWith(threshold: double.NaN), "relu: threshold must be a finite number but was NaN." },
        { () => Keratin.Activations.Elu(-1), "elu: alpha must not be negative but was -1." },
        { () => Keratin.Activations.Celu(0), "celu divides by alpha, so it cannot be 0: use relu." },
        { () => Keratin.Activations.HardShrink(-1), "hard_shrink: threshold must not be negative but was -1." },
        { () => Keratin.Activations.SoftShrink(double.PositiveInfinity), "soft_shrink: threshold must be a finite number but was Infinity." },
        { () => Keratin.Activations.Squareplus(-4), "squareplus: b must not be negative but was -4." },
        { () => Keratin.Activations.Threshold(1, double.NaN), "threshold: defaultValue must be a finite number but was NaN." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_parameter_out_of_range_is_refused_in_words(Func<ActivationFunction> make, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
