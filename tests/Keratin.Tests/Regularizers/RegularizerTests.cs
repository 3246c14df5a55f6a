using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class RegularizerTests
{
    private static readonly float[] Kernel = [0.5f, -1.5f, 2, 0, -0.25f, 1];

    public static TheoryData<string, double> Penalties => new()
    {
        { "l1", 0.01 * 5.25 },
        { "l2", 0.01 * (0.25 + 2.25 + 4 + 0.0625 + 1) },
        { "l1_l2", 0.01 * 5.25 + 0.01 * 7.5625 },
        { "L1L2", 0.01 * 5.25 + 0.01 * 7.5625 },
    };

    [Theory]
    [MemberData(nameof(Penalties))]
    public void A_kernels_penalty_is_added_to_the_loss_of_training_and_evaluation(string name, double penalty)
    {
        Sequential plain = Model(null), penalized = Model(name);
        NDArray x = Examples.Numbers(5, 3), y = Examples.Numbers(5, 2, seed: 2);
        double loss = plain.Evaluate(x, y).Loss;
        Assert.Equal(loss + penalty, penalized.Evaluate(x, y).Loss, 1e-6);
        Assert.Equal(loss + penalty, penalized.Evaluate(x, y, batchSize: 2).Loss, 1e-6);
        Assert.Equal(loss + penalty, penalized.TrainOnBatch(x, y).Loss, 1e-6);
    }

    [Fact]
    public void A_step_goes_down_the_slope_of_loss_and_penalty()
    {
        Sequential plain = Model(null), penalized = Model(new L1L2(0.1, 0.2));
        NDArray x = Examples.Numbers(5, 3), y = Examples.Numbers(5, 2, seed: 2);
        plain.TrainOnBatch(x, y);
        penalized.TrainOnBatch(x, y);
        double[] expected = [.. plain.GetWeights()[0].ToDoubles().Select((w, i) => w - 0.01 * (0.1 * Math.Sign(Kernel[i]) + 0.4 * Kernel[i]))];
        Reference.Close(expected, penalized.GetWeights()[0].ToDoubles(), 2e-7);
        Reference.Close(plain.GetWeights()[1].ToDoubles(), penalized.GetWeights()[1].ToDoubles(), 0);
    }

    // 0.01 · Σ y² of each row, as a mean over the rows: Keras divides the batch's sum by its size.
    [Fact]
    public void The_penalty_of_an_output_is_a_mean_over_the_rows_however_they_are_cut()
    {
        NDArray x = Examples.Numbers(7, 3), y = Examples.Numbers(7, 2, seed: 2);
        Sequential plain = Model(null);
        var layer = new Sequential([new Input(3), new Dense(2), new ActivityRegularization(l1: 0.1, l2: 0.01)], seed: 1);
        var argument = new Sequential([new Input(3), new Dense(2, activityRegularizer: new L1L2(0.1, 0.01))], seed: 1);
        double penalty = plain.Predict(x).ToDoubles().Sum(value => 0.1 * Math.Abs(value) + 0.01 * value * value) / 7;
        foreach (Sequential model in (Sequential[])[layer, argument])
        {
            model.Compile(new SGD(), "mse");
            model.SetWeights(plain.GetWeights());
            Assert.Equal(plain.Evaluate(x, y).Loss + penalty, model.Evaluate(x, y, batchSize: 2).Loss, 1e-6);
            model.Fit(x, y, batchSize: 7, verbose: 0);
        }
        Assert.Equal(layer.Bits(), argument.Bits());
        Assert.NotEqual(plain.Bits(), layer.Bits());
    }

    [Fact]
    public void An_output_of_three_axes_has_one_penalty_per_row()
    {
        var model = new Sequential([new Input(2, 3), new ActivityRegularization(l1: 1)], seed: 1);
        model.Compile(loss: "mse");
        Assert.Equal(6.0, model.Evaluate(new NDArray([1, -1, 1, -1, 1, -1], [1, 2, 3]), new NDArray([1, -1, 1, -1, 1, -1], [1, 2, 3])).Loss, 1e-6);
    }

    [Fact]
    public void Weights_that_are_not_trained_cost_nothing()
    {
        Sequential model = Model("l2");
        NDArray x = Examples.Numbers(5, 3), y = Examples.Numbers(5, 2, seed: 2);
        model.Layers[0].Trainable = false;
        model.Compile(new SGD(), "mse");
        Assert.Equal(Model(null).Evaluate(x, y).Loss, model.Evaluate(x, y).Loss);
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("columns")]
    public void The_orthogonal_penalty_is_that_of_all_pairs(string mode)
    {
        double[,] w = { { 0.5, -1.5 }, { 2, 0 }, { -0.25, 1 } };
        double[][] vectors = mode == "rows" ? [[0.5, -1.5], [2, 0], [-0.25, 1]] : [[0.5, 2, -0.25], [-1.5, 0, 1]];
        double sum = 0, pairs = 0;
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j < i; j++, pairs++)
                sum += Math.Abs(Dot(vectors[i], vectors[j])) / Math.Sqrt(Dot(vectors[i], vectors[i]) * Dot(vectors[j], vectors[j]));
        }
        var weight = new Variable("w", [3, 2]);
        Kernel.CopyTo(weight.Values);
        Node penalty = new OrthogonalRegularizer(0.3, mode).Call(weight.Read);
        Assert.Equal(0.3 * sum / pairs, Reference.Run(penalty, 0)[0], 1e-6);
        Assert.Equal(6, w.Length);

        static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
    }

    [Fact]
    public void Training_with_the_orthogonal_penalty_brings_rows_to_right_angles()
    {
        var model = new Sequential([new Input(4), new Dense(6, useBias: false, kernelRegularizer: new OrthogonalRegularizer(1))], seed: 3);
        model.Compile(new SGD(0.05), "mse");
        NDArray x = new NDArray(new float[8], [2, 4]), y = new NDArray(new float[12], [2, 6]);
        double before = model.Evaluate(x, y).Loss;
        model.Fit(x, y, epochs: 200, verbose: 0);
        Assert.InRange(model.Evaluate(x, y).Loss, 0, before / 5);
    }

    [Fact]
    public void Gamma_beta_and_embeddings_can_be_penalized()
    {
        NDArray x = Examples.Numbers(5, 3), y = Examples.Numbers(5, 3, seed: 2);
        foreach (Layer layer in (Layer[])[new BatchNormalization(betaInitializer: new Constant(2)) { GammaRegularizer = "l1", BetaRegularizer = "l2" },
            new LayerNormalization(betaInitializer: new Constant(2)) { GammaRegularizer = "l1", BetaRegularizer = "l2" }])
        {
            double with = Loss(layer), without = Loss(layer is BatchNormalization ? new BatchNormalization(betaInitializer: new Constant(2)) : new LayerNormalization(betaInitializer: new Constant(2)));
            // Three gammas of 1 by 0.01, and three betas of 2 squared by 0.01.
            Assert.Equal(0.03 + 0.12, with - without, 1e-5);
        }
        var embedding = new Embedding(4, 2, embeddingsInitializer: new Constant(0.5f)) { EmbeddingsRegularizer = new L2(1) };
        var model = new Sequential([embedding, new Flatten()], seed: 1);
        model.Compile(new SGD(1), "mse");
        // The targets are met: all that moves the vectors, those that no row names too, is the slope of the penalty.
        Assert.Equal(2, model.TrainOnBatch(new float[,] { { 1, 2 } }, new float[,] { { 0.5f, 0.5f, 0.5f, 0.5f } }).Loss, 1e-6);
        Assert.All(embedding.Weights[0].Values.ToArray(), value => Assert.Equal(-0.5, value, 1e-6));

        double Loss(Layer layer)
        {
            var model = new Sequential([layer], seed: 1);
            model.Compile(new SGD(), "mse");
            return model.Evaluate(x, y).Loss;
        }
    }

    [Fact]
    public void A_function_of_your_own_is_a_regularizer()
    {
        Func<Node, Node> largest = w => 0.5f * new Node(new Sum(), new Node(new Square(), w));
        NDArray x = Examples.Numbers(5, 3), y = Examples.Numbers(5, 2, seed: 2);
        Assert.Equal(Model(new L2(0.5)).Evaluate(x, y).Loss, Model(largest).Evaluate(x, y).Loss, 1e-6);
        Func<Node, Node> elementwise = w => new Node(new Square(), w);
        Assert.Equal("A regularizer must return a single number but returned the shape (3, 2): sum it, for example with new Node(new Sum(), …).",
            Assert.Throws<InvalidOperationException>(() => Model(elementwise)).Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_and_sparse_rows_change_no_bit(int threads)
    {
        NDArray x = Examples.MultiHot(200, 1500), y = Examples.Labels(200, 10);
        string Trained(int count, NDArray inputs)
        {
            var model = new Sequential([new Dense(64, "relu", kernelRegularizer: "l1_l2", biasRegularizer: "l2", kernelConstraint: "max_norm"), new Dense(10, "softmax", activityRegularizer: "l2")], seed: 1) { Threads = count };
            model.Compile("rmsprop", "sparse_categorical_crossentropy");
            History history = model.Fit(inputs, y, batchSize: 128, epochs: 2, verbose: 0);
            return model.Bits() + history["loss"][1];
        }
        Assert.Equal(Trained(1, x), Trained(threads, x));
        Assert.Equal(Trained(1, x), Trained(threads, x.ToDense()));
    }

    public static TheoryData<Action, string> Wrong => new()
    {
        { () => _ = new L1(-1), "L1: l1 must be a number from 0 on, such as 0.01, but was -1." },
        { () => _ = new L2(double.NaN), "L2: l2 must be a number from 0 on, such as 0.01, but was NaN." },
        { () => _ = new L1L2(l1: -0.5), "L1L2: l1 must be a number from 0 on, such as 0.01, but was -0.5." },
        { () => _ = new OrthogonalRegularizer(double.PositiveInfinity), "OrthogonalRegularizer: factor must be a number from 0 on, such as 0.01, but was Infinity." },
        { () => _ = new L1L2(l2: -0.5), "L1L2: l2 must be a number from 0 on, such as 0.01, but was -0.5." },
        { () => _ = new ActivityRegularization(l1: -1), "ActivityRegularization: l1 must be a number from 0 on, such as 0.01, but was -1." },
        { () => _ = new OrthogonalRegularizer(mode: "row"), "OrthogonalRegularizer: mode must be \"rows\" or \"columns\" but was \"row\"." },
        { () => Model("l3"), "There is no regularizer \"l3\". Known names are l1, l2, l1_l2, orthogonal_regularizer. Did you mean" },
        { () => _ = new Dense(1, activityRegularizer: new OrthogonalRegularizer()), "An activityRegularizer must be a sum over elements, \"l1\", \"l2\" or \"l1_l2\", but was OrthogonalRegularizer" },
        { () => _ = new Sequential(new Dense(3, biasRegularizer: new OrthogonalRegularizer(), inputShape: [2])), "OrthogonalRegularizer works on matrices, but the weight has the shape (3,): use it as kernelRegularizer." },
        { () => _ = new Sequential(new Dense(3, kernelRegularizer: new OrthogonalRegularizer(), inputShape: [1])), "OrthogonalRegularizer needs at least two rows, but the weight has the shape (1, 3)." },
        { () => Reference.Context().AddLoss(Reference.Input(3)), "AddLoss takes a single number, or one per row, (None,), but got the shape (None, 3)" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_misuse_is_refused_in_words(Action act, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(act).Message);

    private static Sequential Model(Regularizer? regularizer)
    {
        var model = new Sequential([new Input(3), new Dense(2, kernelRegularizer: regularizer)], seed: 1);
        model.Compile(new SGD(), "mse");
        model.SetWeights([new NDArray(Kernel, [3, 2]), new NDArray([0.1f, -0.2f], [2])]);
        return model;
    }
}
