using Keratin.Core;

namespace Keratin.Steady;

/// <summary>Small trainings that together use every layer, loss, optimizer and activation.</summary>
internal static class Courses
{
    private const int Rows = 48;

    private static readonly Func<Optimizer>[] s_optimizers =
    [
        () => new SGD(0.05, momentum: 0.9, nesterov: true),
        () => new SGD(0.05, momentum: 0.5),
        () => "sgd",
        () => "rmsprop",
        () => new RMSprop(0.01, momentum: 0.5, centered: true),
        () => "adam",
        () => new Adam(0.01, amsgrad: true),
        () => "adamw",
        () => new Adagrad(0.1),
        () => new Adadelta(0.5),
        () => "adamax",
        () => "nadam",
        () => new Ftrl(0.1, learningRatePower: -0.4, l1RegularizationStrength: 0.01, l2RegularizationStrength: 0.01),
        () => "lion",
    ];

    /// <summary>All of them; each has a name of its own.</summary>
    public static IReadOnlyList<Course> All { get; } = [.. OfLosses(), OfActivations(), OfLayers(), OfWords(), OfBranches(), OfOptions(), OfNorms(), OfPenalties(), Wide(sparse: true), Wide(sparse: false)];

    /// <summary>The one of this name.</summary>
    public static Course Named(string name) => All.Single(course => course.Name == name);

    private static IEnumerable<Course> OfLosses()
    {
        NDArray oneHot = Encode.ToCategorical(Array.ConvertAll(MadeRows.Labels(Rows, 4).ToArray(), label => (int)label), 4);
        (Loss Loss, string Activation, NDArray Truth)[] losses =
        [
            ("mse", "linear", MadeRows.Numbers(Rows, 3, seed: 9)),
            ("mae", "linear", MadeRows.Numbers(Rows, 3, seed: 9)),
            ("mape", "linear", MadeRows.Numbers(Rows, 3, seed: 9) + 2),
            ("msle", "softplus", MadeRows.Whole(Rows, 3, 5)),
            ("huber", "linear", 3 * MadeRows.Numbers(Rows, 3, seed: 9)),
            ("log_cosh", "linear", MadeRows.Numbers(Rows, 3, seed: 9)),
            ("hinge", "tanh", MadeRows.Bits(Rows, 3, no: -1)),
            ("squared_hinge", "tanh", MadeRows.Bits(Rows, 3, no: -1)),
            ("categorical_hinge", "linear", oneHot),
            ("poisson", "softplus", MadeRows.Whole(Rows, 3, 5)),
            ("kl_divergence", "softmax", MadeRows.Shares(Rows, 4)),
            ("cosine_similarity", "linear", MadeRows.Numbers(Rows, 3, seed: 9)),
            ("binary_crossentropy", "sigmoid", MadeRows.Bits(Rows, 3)),
            ("binary_focal_crossentropy", "sigmoid", MadeRows.Bits(Rows, 3)),
            (new BinaryFocalCrossentropy(gamma: 1.5, applyClassBalancing: true), "hard_sigmoid", MadeRows.Bits(Rows, 3)),
            ("categorical_crossentropy", "softmax", oneHot),
            (new CategoricalCrossentropy(labelSmoothing: 0.1), "sigmoid", oneHot),
            ("categorical_focal_crossentropy", "softmax", oneHot),
            ("sparse_categorical_crossentropy", "softmax", MadeRows.Labels(Rows, 4)),
            (new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: 2), "linear", MadeRows.Labels(Rows, 4)),
            ("categorical_generalized_cross_entropy", "softmax", MadeRows.Labels(Rows, 4)),
            ("crossentropy", "sigmoid", MadeRows.Bits(Rows, 1)),
            ("dice", "sigmoid", MadeRows.Bits(Rows, 3)),
            ("tversky", "sigmoid", MadeRows.Bits(Rows, 3)),
            (new CustomLoss((truth, predictions) => new Node(new MeanLast(), new Node(new Abs(), truth - predictions)), name: "own"), "linear", MadeRows.Numbers(Rows, 3, seed: 9)),
        ];
        for (int i = 0; i < losses.Length; i++)
        {
            (Loss loss, string activation, NDArray truth) = losses[i];
            int outputs = loss.TakesLabels ? 4 : truth.Shape.Last;
            Func<Optimizer> optimizer = s_optimizers[i % s_optimizers.Length];
            yield return new Course($"{i + 1:00} {loss.Name} by {optimizer().Name}", () => Compiled(new Sequential([new Dense(9, "relu", inputShape: [13]), new Dense(outputs, activation)], seed: 11), optimizer(), loss),
                [MadeRows.Numbers(Rows, 13)], [truth]);
        }
    }

    private static Course OfActivations() => new("activations", () =>
    {
        var x = new Input([6], name: "x");
        KerasTensor[] all = [.. Activations.Known.Names.Select((name, i) => new Dense(3, activation: name, name: $"dense_{i}").Call(x))];
        return Compiled(new Model(x, new Dense(2).Call(new Concatenate().Call(all)), seed: 12), "adam", "mse");
    }, [MadeRows.Numbers(Rows, 6)], [MadeRows.Numbers(Rows, 2, seed: 9)]);

    private static Course OfLayers() => new("layers", () => Compiled(new Sequential(
        [
            new Normalization(mean: new float[] { 0.1f }, variance: new float[] { 0.5f }, inputShape: [12]), new Rescaling(1.5, 0.1), new Reshape([3, 4]), new Dense(6, activation: "gelu"), new LayerNormalization(), new Flatten(),
            new GaussianNoise(0.1), new Dense(20, activation: "selu"), new AlphaDropout(0.2), new BatchNormalization(), new LeakyReLU(), new GaussianDropout(0.2), new Dense(20), new PReLU(),
            new ActivityRegularization(l1: 0.001, l2: 0.01), new Dropout(0.3), new Dense(10), new ELU(), new Dense(10), new ReLU(maxValue: 6), new Activation("tanh"), new Dense(4), new Softmax(),
        ], seed: 13), new Adam(0.01), "sparse_categorical_crossentropy", "accuracy"), [MadeRows.Numbers(Rows, 12)], [MadeRows.Labels(Rows, 4)]);

    private static Course OfWords() => new("words", () => Compiled(new Sequential([new Embedding(30, 5, inputShape: [7]), new GlobalAveragePooling1D(), new Dense(3, "softmax")], seed: 14), "rmsprop", "sparse_categorical_crossentropy", "accuracy"),
        [MadeRows.Whole(Rows, 7, 30)], [MadeRows.Labels(Rows, 3)]);

    private static Course OfBranches() => new("branches", () =>
    {
        Input left = new([6], name: "left"), right = new([4], name: "right");
        var shared = new Dense(5, activation: "tanh", name: "shared");
        var inner = new Sequential([new Dense(5, activation: "relu"), new Dropout(0.2)], name: "inner");
        KerasTensor a = shared.Call(left), b = shared.Call(new Dense(6).Call(right)), c = inner.Call(a);
        KerasTensor joined = new Concatenate().Call(new Add().Call(a, b), new Average().Call(a, c), new Subtract().Call(a, b), new Multiply().Call(b, c),
            new Maximum().Call(a, b, c), new Minimum().Call(a, c), new Dot(1, normalize: true).Call(a, c));
        var model = new Model([left, right], [new Dense(1, activation: "sigmoid", name: "urgent").Call(joined), new Dense(3, activation: "softmax", name: "kind").Call(c)], seed: 15);
        model.Compile(new RMSprop(0.01), ["binary_crossentropy", "sparse_categorical_crossentropy"], lossWeights: [1, 0.3], metrics: [["accuracy"], ["accuracy"]]);
        return model;
    }, [MadeRows.Numbers(Rows, 6), MadeRows.Numbers(Rows, 4, seed: 8)], [MadeRows.Bits(Rows, 1), MadeRows.Labels(Rows, 3)]);

    private static Course OfOptions() => new("clipped values, decay, averages, collected gradients", () => Compiled(Regression(16),
        new Adam(0.01) { ClipValue = 0.05, WeightDecay = 0.1, UseEma = true, EmaMomentum = 0.9, EmaOverwriteFrequency = 2, GradientAccumulationSteps = 2 }, "mse", "mae"),
        [MadeRows.Numbers(Rows, 13)], [MadeRows.Numbers(Rows, 1, seed: 9)])
    { BatchSize = 8 };

    private static Course OfNorms() => new("clipped norms by a schedule", () => Compiled(Regression(17), new SGD(0.1) { GlobalClipNorm = 0.5, LearningRateSchedule = new CosineDecay(0.1, 10) }, "mse", "mae"),
        [MadeRows.Numbers(Rows, 13)], [MadeRows.Numbers(Rows, 1, seed: 9)])
    { BatchSize = 8 };

    private static Course OfPenalties() => new("penalties and constraints", () => Compiled(new Sequential(
        [new Dense(9, "relu", kernelRegularizer: "l2", biasRegularizer: "l1", kernelConstraint: new MaxNorm(1), inputShape: [13]), new Dense(1, kernelConstraint: new UnitNorm())], seed: 18), new SGD(0.05), "mse", "mae"),
        [MadeRows.Numbers(Rows, 13)], [MadeRows.Numbers(Rows, 1, seed: 9)])
    { SampleWeight = MadeRows.Shares(1, Rows).Reshape(Rows) * Rows };

    // Wide enough that threads share its steps, and its sparse rows.
    private static Course Wide(bool sparse)
    {
        NDArray x = MadeRows.MultiHot(600, 1000);
        return new Course($"wide, {(sparse ? "sparse" : "dense")}", () => Compiled(
            new Sequential([new Dense(96, "relu", inputShape: [1000]), new Dropout(0.2), new Dense(64, "relu"), new Dense(46, "softmax")], seed: 19), "rmsprop", "sparse_categorical_crossentropy", "accuracy"),
            [sparse ? x : x.ToDense()], [MadeRows.Labels(600, 46)])
        { BatchSize = 256 };
    }

    private static Sequential Regression(int seed) => new([new Dense(9, "relu", inputShape: [13]), new Dense(1)], seed);

    private static Model Compiled(Model model, Optimizer optimizer, Loss loss, params Metric[] metrics)
    {
        model.Compile(optimizer, loss, metrics);
        return model;
    }
}
