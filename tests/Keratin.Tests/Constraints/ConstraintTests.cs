using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class ConstraintTests
{
    private static readonly float[] Kernel = [3, -0.1f, 4, 0.2f, 0, -0.2f];

    // Columns (3, 4, 0) and (−0.1, 0.2, −0.2), of lengths 5 and 0.3.
    public static TheoryData<string, Constraint, double[]> Cases => new()
    {
        { "max_norm", "max_norm", [1.2, -0.1, 1.6, 0.2, 0, -0.2] },
        { "MaxNorm(1)", new MaxNorm(1), [0.6, -0.1, 0.8, 0.2, 0, -0.2] },
        { "MaxNorm(1, axis: 1)", new MaxNorm(1, axis: 1), [3 / Math.Sqrt(9.01), -0.1 / Math.Sqrt(9.01), 4 / Math.Sqrt(16.04), 0.2 / Math.Sqrt(16.04), 0, -0.2] },
        { "MaxNorm(1, axis: -1)", new MaxNorm(1, axis: -1), [3 / Math.Sqrt(9.01), -0.1 / Math.Sqrt(9.01), 4 / Math.Sqrt(16.04), 0.2 / Math.Sqrt(16.04), 0, -0.2] },
        { "unit_norm", "unit_norm", [0.6, -1 / 3.0, 0.8, 2 / 3.0, 0, -2 / 3.0] },
        { "non_neg", "NonNeg", [3, 0, 4, 0.2, 0, 0] },
        { "min_max_norm", new MinMaxNorm(0.6, 2), [1.2, -0.2, 1.6, 0.4, 0, -0.4] },
        { "min_max_norm halfway", new MinMaxNorm(0.6, 2, rate: 0.5), [2.1, -0.15, 2.8, 0.3, 0, -0.3] },
        { "a function", (Func<Node, Node>)(w => w * 0.5f), [1.5, -0.05, 2, 0.1, 0, -0.1] },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void The_weights_of_a_step_are_what_the_constraint_makes_of_the_updated_ones(string what, Constraint constraint, double[] expected)
    {
        Assert.NotEmpty(what);
        // Inputs of 0 and targets that are met give no gradient: the update leaves the kernel as it is.
        Sequential model = Model(constraint);
        Evaluation before = model.TrainOnBatch(new float[4, 3], new float[4, 2]);
        Assert.Equal(0, before.Loss);
        Reference.Close(expected, model.GetWeights()[0].ToDoubles(), 1e-6);
    }

    [Fact]
    public void Keras_order_is_update_then_constraint()
    {
        NDArray x = Examples.Numbers(6, 3), y = Examples.Numbers(6, 2, seed: 2);
        Sequential plain = Model(null), constrained = Model(new NonNeg());
        plain.TrainOnBatch(x, y);
        constrained.TrainOnBatch(x, y);
        Assert.Equal([.. plain.GetWeights()[0].ToDoubles().Select(w => Math.Max(w, 0))], constrained.GetWeights()[0].ToDoubles());
    }

    [Fact]
    public void A_bias_and_the_slopes_of_PReLU_can_be_constrained()
    {
        var model = new Sequential([new Input(3), new Dense(2, biasConstraint: new UnitNorm(), biasInitializer: new Constant(3)), new PReLU("ones", alphaConstraint: new MaxNorm(0.5))], seed: 1);
        model.Compile(new SGD(), "mse");
        model.Fit(Examples.Numbers(6, 3), Examples.Numbers(6, 2, seed: 2), verbose: 0);
        Assert.Equal(1, Math.Sqrt(model.GetWeights()[1].ToDoubles().Sum(w => w * w)), 1e-5);
        Assert.Equal(0.5, Math.Sqrt(model.GetWeights()[2].ToDoubles().Sum(w => w * w)), 1e-5);
    }

    [Fact]
    public void Gamma_beta_and_embeddings_can_be_constrained()
    {
        var embedding = new Embedding(4, 3) { EmbeddingsConstraint = new UnitNorm(axis: 1) };
        var batch = new BatchNormalization { GammaConstraint = new MaxNorm(0.5), BetaConstraint = "non_neg" };
        var layer = new LayerNormalization { GammaConstraint = new MaxNorm(0.5), BetaConstraint = "non_neg" };
        var model = new Sequential([embedding, new Flatten(), batch, layer], seed: 1);
        model.Compile(new SGD(), "mse");
        model.Fit(new float[,] { { 0, 1 }, { 2, 3 }, { 1, 3 } }, Examples.Numbers(3, 6), verbose: 0);
        NDArray vectors = model.GetWeights()[0];
        for (int i = 0; i < 4; i++) Assert.Equal(1, Math.Sqrt(vectors[i].ToDoubles().Sum(value => value * value)), 1e-5);
        foreach (Layer norm in (Layer[])[batch, layer])
        {
            Assert.Equal(0.5, Math.Sqrt(norm.Weights[0].Values.ToArray().Sum(value => (double)value * value)), 1e-5);
            Assert.All(norm.Weights[1].Values.ToArray(), value => Assert.True(value >= 0));
        }
    }

    [Fact]
    public void A_frozen_layer_is_left_alone()
    {
        Sequential model = Model("unit_norm");
        model.Add(new Dense(2));
        model.Layers[0].Trainable = false;
        model.Compile(new SGD(), "mse");
        model.Fit(Examples.Numbers(6, 3), Examples.Numbers(6, 2, seed: 2), verbose: 0);
        Assert.Equal(Kernel, model.GetWeights()[0].ToArray());
    }

    [Fact]
    public void A_profile_of_a_constrained_model_counts_its_steps_and_puts_the_weights_back()
    {
        Sequential model = Model("unit_norm");
        TrainingProfile profile = model.Profile(Examples.Numbers(6, 3), Examples.Numbers(6, 2, seed: 2), batchSize: 3);
        Assert.Contains("Assign", profile.ToString());
        Assert.Equal(Kernel, model.GetWeights()[0].ToArray());
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new MaxNorm(-1), "MaxNorm: maxValue must be a number from 0 on but was -1." },
        { () => _ = new MinMaxNorm(-1), "MinMaxNorm: minValue must be a number from 0 on but was -1." },
        { () => _ = new MinMaxNorm(2, 1), "MinMaxNorm: maxValue must be at least minValue, 2, but was 1." },
        { () => _ = new MinMaxNorm(rate: 1.5), "MinMaxNorm: rate must be from 0 to 1 but was 1.5." },
        { () => Model(new UnitNorm(axis: 2)), "A norm along axis 2 needs a weight of one or two axes that has this one, but the weight has the shape (3, 2)" },
        { () => Model("maxnrm"), "There is no constraint \"maxnrm\". Known names are max_norm, min_max_norm, non_neg, unit_norm. Did you mean \"max_norm\"?" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_misuse_is_refused_in_words(Action act, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(act).Message);

    [Fact]
    public void A_function_that_changes_the_shape_is_refused() =>
        Assert.Equal("The constraint of the weight \"dense/kernel\" must keep its shape (3, 2) but returned ().",
            Assert.Throws<InvalidOperationException>(() => Model((Func<Node, Node>)(w => new Node(new Sum(), w)))).Message);

    private static Sequential Model(Constraint? constraint)
    {
        var model = new Sequential([new Input(3), new Dense(2, kernelConstraint: constraint)], seed: 1);
        model.Compile(new SGD(), "mse");
        model.SetWeights([new NDArray(Kernel, [3, 2]), new NDArray(new float[2], [2])]);
        return model;
    }
}
