using Keratin.Core;

namespace Keratin.Tests;

public sealed class LossTests
{
    private static Node AbsoluteDifference(Node truth, Node predictions) =>
        new(new MeanLast(), new Node(new Abs(), new Node(new Core.Subtract(), truth, predictions)));

    [Theory]
    [InlineData("mse", typeof(MeanSquaredError), "mean_squared_error")]
    [InlineData("MSE", typeof(MeanSquaredError), "mean_squared_error")]
    [InlineData("mean_squared_error", typeof(MeanSquaredError), "mean_squared_error")]
    [InlineData("MeanSquaredError", typeof(MeanSquaredError), "mean_squared_error")]
    [InlineData("mae", typeof(MeanAbsoluteError), "mean_absolute_error")]
    [InlineData("mean_absolute_error", typeof(MeanAbsoluteError), "mean_absolute_error")]
    [InlineData("categorical_crossentropy", typeof(CategoricalCrossentropy), "categorical_crossentropy")]
    [InlineData("sparse_categorical_crossentropy", typeof(SparseCategoricalCrossentropy), "sparse_categorical_crossentropy")]
    [InlineData("binary_crossentropy", typeof(BinaryCrossentropy), "binary_crossentropy")]
    [InlineData("bce", typeof(BinaryCrossentropy), "binary_crossentropy")]
    [InlineData("binary_focal_crossentropy", typeof(BinaryFocalCrossentropy), "binary_focal_crossentropy")]
    [InlineData("categorical_focal_crossentropy", typeof(CategoricalFocalCrossentropy), "categorical_focal_crossentropy")]
    [InlineData("categorical_generalized_cross_entropy", typeof(CategoricalGeneralizedCrossEntropy), "categorical_generalized_cross_entropy")]
    [InlineData("mape", typeof(MeanAbsolutePercentageError), "mean_absolute_percentage_error")]
    [InlineData("msle", typeof(MeanSquaredLogarithmicError), "mean_squared_logarithmic_error")]
    [InlineData("Huber", typeof(Huber), "huber")]
    [InlineData("log_cosh", typeof(LogCosh), "log_cosh")]
    [InlineData("hinge", typeof(Hinge), "hinge")]
    [InlineData("squared_hinge", typeof(SquaredHinge), "squared_hinge")]
    [InlineData("categorical_hinge", typeof(CategoricalHinge), "categorical_hinge")]
    [InlineData("kl_divergence", typeof(KLDivergence), "kl_divergence")]
    [InlineData("KLD", typeof(KLDivergence), "kl_divergence")]
    [InlineData("poisson", typeof(Poisson), "poisson")]
    [InlineData("cosine_similarity", typeof(CosineSimilarity), "cosine_similarity")]
    [InlineData("dice", typeof(Dice), "dice")]
    [InlineData("tversky", typeof(Tversky), "tversky")]
    public void A_name_or_alias_stands_for_a_loss_with_Keras_name(string written, Type type, string name)
    {
        Loss loss = written;
        Assert.IsType(type, loss);
        Assert.Equal(name, loss.Name);
        Assert.Equal(type == typeof(SparseCategoricalCrossentropy) || type == typeof(CategoricalGeneralizedCrossEntropy), loss.TakesLabels);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        var error = Assert.Throws<ArgumentException>(() => (Loss)"categorical_cross_entropi");
        Assert.StartsWith("There is no loss \"categorical_cross_entropi\". Known names are categorical_crossentropy, ", error.Message);
        Assert.EndsWith("Did you mean \"categorical_crossentropy\"?", error.Message);
    }

    [Theory]
    [InlineData(new[] { 1 }, new int[] { })]
    [InlineData(new[] { 1 }, new[] { 1 })]
    [InlineData(new int[] { }, new[] { 1 })]
    [InlineData(new int[] { }, new int[] { })]
    public void Targets_with_and_without_a_last_axis_of_1_mean_the_same(int[] truthPerRow, int[] predictionsPerRow)
    {
        Node truth = Reference.Input(truthPerRow), predictions = Reference.Input(predictionsPerRow);
        Node loss = new MeanSquaredError().Call(truth, predictions);
        Assert.Equal("(None,)", loss.Shape.ToString());
        Assert.Equal([1, 4, 0], Reference.Run(loss, 3, (truth, [1, 2, 3]), (predictions, [2, 4, 3])));
    }

    [Fact]
    public void The_loss_is_per_sample_the_mean_over_the_last_axis()
    {
        Node truth = Reference.Input(2), predictions = Reference.Input(2);
        Assert.Equal([2.5, 0.5], Reference.Run(new MeanSquaredError().Call(truth, predictions), 2, (truth, [1, 2, 3, 4]), (predictions, [2, 4, 3, 5])));
        Assert.Equal([1.5, 0.5], Reference.Run(new MeanAbsoluteError().Call(truth, predictions), 2, (truth, [1, 2, 3, 4]), (predictions, [2, 4, 3, 5])));
    }

    [Theory]
    [InlineData("categorical_crossentropy", "softmax", nameof(SoftmaxCrossEntropy))]
    [InlineData("sparse_categorical_crossentropy", "softmax", nameof(SoftmaxCrossEntropy))]
    [InlineData("binary_crossentropy", "sigmoid", nameof(SigmoidCrossEntropy))]
    public void A_softmax_or_sigmoid_is_taken_back_to_its_logits(string name, string activation, string operation)
    {
        Loss loss = name;
        Node logits = Reference.Input(4), truth = loss.TakesLabels ? Reference.Input() : Reference.Input(4);
        Node value = loss.Call(truth, ((ActivationFunction)activation).Apply(logits));
        Node inner = value.Operation is MeanLast ? value.Inputs[0] : value;
        Assert.Equal(operation, inner.Operation.Name);
        Assert.Same(logits, inner.Inputs[0]);
        double[] far = loss.TakesLabels ? [0] : [1, 0, 0, 0];
        Assert.InRange(Reference.Run(value, 1, (truth, far), (logits, [-50, 50, 50, 50]))[0], 50, 200);
    }

    [Fact]
    public void What_softmax_or_sigmoid_made_is_no_logit_whatever_is_said_of_it()
    {
        (string Activation, Loss Loss)[] told = [("softmax", new CategoricalCrossentropy(fromLogits: true)), ("softmax", new SparseCategoricalCrossentropy(fromLogits: true)), ("sigmoid", new BinaryCrossentropy(fromLogits: true))];
        foreach ((string activation, Loss loss) in told)
        {
            Node logits = Reference.Input(4), truth = loss.TakesLabels ? Reference.Input() : Reference.Input(4);
            Node value = loss.Call(truth, ((ActivationFunction)activation).Apply(logits));
            Assert.Same(logits, (value.Operation is MeanLast ? value.Inputs[0] : value).Inputs[0]);
        }
    }

    [Fact]
    public void A_label_of_a_sequence_of_one_keeps_its_axis()
    {
        Node labels = Reference.Input(1), p = Reference.Input(1, 3);
        Node loss = new SparseCategoricalCrossentropy().Call(labels, p);
        Assert.Equal("(None, 1)", loss.Shape.ToString());
        Reference.Close([-Math.Log(0.3), -Math.Log(0.9)], Reference.Run(loss, 2, (labels, [2, 0]), (p, [0.2, 0.5, 0.3, 0.9, 0.05, 0.05])), 1e-12);
    }

    [Fact]
    public void A_loss_is_called_with_nodes_that_fit()
    {
        Node one = Reference.Input(1);
        Assert.Equal("truth", Assert.Throws<ArgumentNullException>(() => new Hinge().Call(null!, one)).ParamName);
        Assert.Equal("predictions", Assert.Throws<ArgumentNullException>(() => new Hinge().Call(one, null!)).ParamName);
        Assert.StartsWith("mean_squared_error expects one target per output", Assert.Throws<ArgumentException>(() => new MeanSquaredError().Call(Reference.Input(3), one)).Message);
    }

    [Fact]
    public void Among_metrics_a_loss_has_a_name_and_a_similarity_is_high_where_the_model_is_good()
    {
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new Huber().AsMetric(" ")).ParamName);
        Assert.Equal("huber_3", new Huber(3).AsMetric("huber_3").Name);
        Assert.False(new Huber().AsMetric("x").HigherIsBetter);
        var similarity = (MeanMetric)new CosineSimilarity().AsMetric("likeness");
        Assert.True(similarity.HigherIsBetter);
        Node truth = Reference.Input(2), predictions = Reference.Input(2);
        Assert.Equal([1, -1], Reference.Run(similarity.Call(truth, predictions), 2, (truth, [1, 0, 2, 0]), (predictions, [3, 0, -1, 0])));
    }

    [Fact]
    public void Other_probabilities_are_divided_by_their_sum_and_clipped()
    {
        Node truth = Reference.Input(2), predictions = Reference.Input(2);
        Node loss = new CategoricalCrossentropy().Call(truth, predictions);
        double[] value = Reference.Run(loss, 3, (truth, [1, 0, 1, 0, 0, 1]), (predictions, [1, 3, 0, 2, 0, 2]));
        Reference.Close([Math.Log(4), -Math.Log(1e-7f), -Math.Log(1 - 1e-7f)], value, 1e-12);
    }

    [Fact]
    public void A_sparse_label_gives_the_loss_of_its_one_hot_row()
    {
        Node labels = Reference.Input(1), oneHot = Reference.Input(3), p = Reference.Input(3);
        double[] probabilities = [0.2, 0.5, 0.3, 0.9, 0.05, 0.05];
        Reference.Close(
            Reference.Run(new CategoricalCrossentropy().Call(oneHot, p), 2, (oneHot, [0, 0, 1, 1, 0, 0]), (p, probabilities)),
            Reference.Run(new SparseCategoricalCrossentropy().Call(labels, p), 2, (labels, [2, 0]), (p, probabilities)), 1e-12);
    }

    [Fact]
    public void A_function_of_your_own_is_a_loss()
    {
        Loss loss = (Func<Node, Node, Node>)AbsoluteDifference;
        Assert.Equal("absolute_difference", loss.Name);
        Node truth = Reference.Input(), predictions = Reference.Input(1);
        Assert.Equal([2, 1], Reference.Run(loss.Call(truth, predictions), 2, (truth, [1, 2]), (predictions, [3, 1])));
        var whole = new CustomLoss((t, p) => new Node(new Mean(), p), "whole");
        Assert.Equal("The loss \"whole\" must return a number per sample, as in the shape (None,), but returned ().", Assert.Throws<InvalidOperationException>(() => whole.Call(truth, predictions)).Message);
        Assert.Equal("The loss \"none\" must return a number per sample, as in the shape (None,), but returned null.", Assert.Throws<InvalidOperationException>(() => new CustomLoss((_, _) => null!, "none").Call(truth, predictions)).Message);
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => new CustomLoss(null!, "x")).ParamName);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_refused_in_words()
    {
        static string Words(Func<Loss> make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;
        Assert.StartsWith("Huber needs a delta above 0 but got 0.", Words(() => new Huber(0)));
        Assert.StartsWith("alpha must be from 0 to 1 but was 2.", Words(() => new BinaryFocalCrossentropy(alpha: 2)));
        Assert.StartsWith("gamma must be 0 or more but was -1.", Words(() => new CategoricalFocalCrossentropy(gamma: -1)));
        Assert.StartsWith("alpha must be from 0 to 1 but was NaN.", Words(() => new CategoricalFocalCrossentropy(alpha: double.NaN)));
        Assert.StartsWith("gamma must be 0 or more but was -2.", Words(() => new BinaryFocalCrossentropy(gamma: -2)));
        Assert.StartsWith("labelSmoothing must be from 0 to 1 but was 2.", Words(() => new BinaryFocalCrossentropy(labelSmoothing: 2)));
        Assert.StartsWith("labelSmoothing must be from 0 to 1 but was -1.", Words(() => new CategoricalFocalCrossentropy(labelSmoothing: -1)));
        Assert.StartsWith("Tversky needs alpha from 0 on but got NaN.", Words(() => new Tversky(alpha: double.NaN)));
        Assert.StartsWith("q must lie between 0 and 1 but was 1.", Words(() => new CategoricalGeneralizedCrossEntropy(1)));
        Assert.StartsWith("q must lie between 0 and 1 but was 0.", Words(() => new CategoricalGeneralizedCrossEntropy(0)));
        Assert.StartsWith("Tversky needs beta from 0 on but got -0.5.", Words(() => new Tversky(beta: -0.5)));
        // The ends of each range belong to it.
        _ = (new BinaryFocalCrossentropy(alpha: 0, gamma: 0, labelSmoothing: 1), new CategoricalFocalCrossentropy(alpha: 1), new Tversky(alpha: 0, beta: 0));
        Assert.Contains("There is no reduction \"none\". Known names are sum_over_batch_size, mean, sum, mean_with_sample_weight.", Assert.Throws<ArgumentException>(() => new Hinge("none")).Message);
    }

    [Fact]
    public void Vectors_of_zeros_have_no_direction()
    {
        Node truth = Reference.Input(2), predictions = Reference.Input(2);
        Assert.Equal([0, 0, -1], Reference.Run(new CosineSimilarity().Call(truth, predictions), 3, (truth, [0, 0, 1, 0, 2, 0]), (predictions, [1, 2, 0, 0, 3, 0])));
    }

    [Fact]
    public void Targets_and_predictions_of_0_are_far_from_each_other_but_finite()
    {
        Node truth = Reference.Input(1), predictions = Reference.Input(1);
        double[] Of(Loss loss, double t, double p) => Reference.Run(loss.Call(truth, predictions), 1, (truth, [t]), (predictions, [p]));
        Reference.Close([1e9], Of(new MeanAbsolutePercentageError(), 0, 1), 1e-6);
        Reference.Close([0], Of(new MeanSquaredLogarithmicError(), -1, -5), 1e-12);
        Reference.Close([-2 * Math.Log(1e-7)], Of(new Poisson(), 2, 0), 1e-6);
        Reference.Close([Math.Log(1e7)], Of(new KLDivergence(), 1, 0), 1e-6);
    }

    [Fact]
    public void A_perfect_prediction_leaves_the_gradient_of_a_focal_loss_finite()
    {
        Node truth = Reference.Input(2), x = Reference.Input(2);
        var weight = new Variable("weight", [2]);
        Node loss = new BinaryFocalCrossentropy(gamma: 1.5).OfBatch(truth, x * weight.Read, weights: null).Loss;
        Node gradient = Differentiation.Gradients(loss, [weight])[0];
        var executor = new ReferenceExecutor(new Graph([loss, gradient], []));
        executor.State[weight] = [1, 1];
        executor.Run(1, new Dictionary<Node, double[]> { [truth] = [1, 0], [x] = [1, 0] });
        Assert.All([executor.Value(loss)[0], .. executor.Value(gradient).ToArray()], value => Assert.Equal(0, value, 1e-9));
    }

    [Fact]
    public void Smoothing_is_a_share()
    {
        Assert.StartsWith("labelSmoothing must be from 0 to 1 but was 1.5.", Assert.Throws<ArgumentOutOfRangeException>(() => new CategoricalCrossentropy(labelSmoothing: 1.5)).Message);
        Assert.StartsWith("labelSmoothing must be from 0 to 1 but was -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossentropy(labelSmoothing: -1)).Message);
    }
}
