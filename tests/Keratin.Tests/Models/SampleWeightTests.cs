using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Weights of samples and of classes.</summary>
public sealed class SampleWeightTests
{
    private static readonly NDArray X = new float[,] { { 1, 0 }, { 0, 1 }, { 1, 1 }, { 2, 1 }, { -1, 1 }, { 0, 2 } };
    private static readonly NDArray Labels = new float[] { 0, 1, 2, 1, 0, 2 };
    private static readonly NDArray Weights = new float[] { 1, 0.5f, 2, 0, 4, 1 };

    private static Sequential Model(string loss = "sparse_categorical_crossentropy", int units = 3, IReadOnlyList<Metric>? metrics = null, IReadOnlyList<Metric>? weightedMetrics = null)
    {
        var model = new Sequential([new Dense(units, units == 1 ? "linear" : "softmax", inputShape: [2])], seed: 4);
        model.Compile(new SGD(0.1), loss, metrics, weightedMetrics);
        return model;
    }

    private static void SameWeights(Sequential expected, Sequential actual, double tolerance)
    {
        NDArray[] first = expected.GetWeights(), second = actual.GetWeights();
        for (int i = 0; i < first.Length; i++) Reference.Close(first[i].ToDoubles(), second[i].ToDoubles(), tolerance);
    }

    [Fact]
    public void A_whole_weight_counts_as_often_as_the_row_repeated()
    {
        Sequential weighted = Model(), repeated = Model();
        double loss = weighted.TrainOnBatch(X[..3], Labels[..3], new float[] { 1, 3, 2 })["loss"];
        double expected = repeated.TrainOnBatch(X.Take([0, 1, 1, 1, 2, 2]), Labels.Take([0, 1, 1, 1, 2, 2]))["loss"];
        // A batch's loss is divided by the number of its rows, not by their weights.
        Assert.Equal(expected * 6 / 3, loss, 1e-6);
    }

    [Fact]
    public void A_row_of_weight_0_trains_nothing()
    {
        Sequential all = Model(), some = Model();
        all.Fit(X, Labels, epochs: 3, verbose: 0, sampleWeight: new float[] { 2, 2, 2, 0, 0, 0 });
        some.Fit(X[..3], Labels[..3], epochs: 3, verbose: 0);
        SameWeights(some, all, 1e-6);
    }

    [Fact]
    public void Weights_of_ones_change_no_bit()
    {
        Sequential plain = Model(metrics: ["accuracy"]), ones = Model(metrics: ["accuracy"]);
        History expected = plain.Fit(X, Labels, batchSize: 4, epochs: 2, verbose: 0);
        History actual = ones.Fit(X, Labels, batchSize: 4, epochs: 2, verbose: 0, sampleWeight: new float[] { 1, 1, 1, 1, 1, 1 });
        Assert.Equal(expected["loss"], actual["loss"]);
        Assert.Equal(expected["accuracy"], actual["accuracy"]);
        SameWeights(plain, ones, 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_of_classes_are_those_of_their_rows(bool oneHot)
    {
        Sequential classes = Model(oneHot ? "categorical_crossentropy" : "sparse_categorical_crossentropy"), rows = Model();
        NDArray y = oneHot ? Encode.ToCategorical([0, 1, 2, 1, 0, 2], 3) : Labels;
        History actual = classes.Fit(X, y, batchSize: 4, epochs: 2, verbose: 0, classWeight: new Dictionary<int, double> { [1] = 3, [2] = 0.5 });
        History expected = rows.Fit(X, Labels, batchSize: 4, epochs: 2, verbose: 0, sampleWeight: new float[] { 1, 3, 0.5f, 3, 1, 0.5f });
        Reference.Close([.. expected["loss"]], [.. actual["loss"]], 1e-6);
        SameWeights(rows, classes, 1e-6);
        double loss = classes.TrainOnBatch(X, y, classWeight: new Dictionary<int, double> { [1] = 3, [2] = 0.5 })["loss"];
        Assert.Equal(rows.TrainOnBatch(X, Labels, new float[] { 1, 3, 0.5f, 3, 1, 0.5f })["loss"], loss, 1e-6);
        SameWeights(rows, classes, 1e-6);
    }

    [Fact]
    public void Weights_of_classes_leave_validation_alone_and_weights_of_rows_are_split()
    {
        Sequential classes = Model(), rows = Model();
        double expected = Model().Evaluate(X[3..], Labels[3..]).Loss, weighted = Model().Evaluate(X[3..], Labels[3..], sampleWeight: Weights[3..]).Loss;
        Assert.NotEqual(expected, weighted, 1e-3);
        classes.Compile(new SGD(1e-30), "sparse_categorical_crossentropy");
        rows.Compile(new SGD(1e-30), "sparse_categorical_crossentropy");
        Assert.Equal(expected, classes.Fit(X, Labels, validationSplit: 0.5, verbose: 0, classWeight: new Dictionary<int, double> { [0] = 9 })["val_loss"][0], 1e-9);
        Assert.Equal(weighted, rows.Fit(X, Labels, validationSplit: 0.5, verbose: 0, sampleWeight: Weights)["val_loss"][0], 1e-9);
        Assert.Equal(weighted, rows.Fit(X, Labels, validationData: (X[3..], Labels[3..]), verbose: 0, validationSampleWeight: Weights[3..])["val_loss"][0], 1e-9);
    }

    [Fact]
    public void Only_weighted_metrics_take_notice_of_weights()
    {
        Sequential model = Model("mse", units: 1, metrics: ["mae"], weightedMetrics: ["mae", "mse"]);
        Assert.Equal(["mae", "weighted_mae", "mse"], model.Metrics.Select(metric => metric.Name));
        double[] errors = [.. model.Predict(X).ToArray().Zip(Labels.ToArray(), (p, t) => (double)MathF.Abs(p - t))], weights = Weights.ToDoubles();
        Evaluation plain = model.Evaluate(X, Labels), weighted = model.Evaluate(X, Labels, batchSize: 4, sampleWeight: Weights.Reshape(6, 1));
        Assert.Equal(errors.Average(), weighted["mae"], 1e-6);
        Assert.Equal(errors.Zip(weights, (e, w) => e * w).Sum() / weights.Sum(), weighted["weighted_mae"], 1e-6);
        Assert.Equal(errors.Zip(weights, (e, w) => e * e * w).Sum() / weights.Sum(), weighted["mse"], 1e-6);
        Assert.Equal(errors.Zip(weights, (e, w) => e * e * w).Sum() / 6, weighted.Loss, 1e-6);
        Assert.Equal(plain["mae"], plain["weighted_mae"], 1e-6);
        Assert.Equal(0, model.Evaluate(X, Labels, sampleWeight: NDArray.Zeros([6]))["weighted_mae"]);
        Assert.Equal(weighted.Loss, model.TrainOnBatch(X, Labels, Weights)["loss"], 1e-6);
    }

    [Fact]
    public void Without_weights_no_step_is_added()
    {
        Sequential model = Model(metrics: ["accuracy"]);
        int steps = Steps(weights: null);
        Assert.Equal(steps, Steps(weights: null));
        Assert.InRange(Steps(Weights), steps + 1, steps + 3);

        int Steps(NDArray? weights)
        {
            var samples = new Samples([X], [Labels], weights);
            return new PhasePlan(model, PlanKey.For(Phase.Train, samples, 6), model.Optimizer!.Iteration).Steps.Count;
        }
    }

    [Fact]
    public void Weighted_steps_with_metrics_of_every_kind_allocate_nothing()
    {
        NDArray y = Encode.ToCategorical([0, 1, 2, 1, 0, 2], 3);
        Metric[] metrics = ["accuracy", "auc", new AUC(curve: "PR", thresholds: [0.2, 0.7], name: "pr"), new Precision(topK: 2), "f1_score", "r2_score", "true_positives", new RecallAtPrecision(0.5)];
        Sequential model = Model("categorical_crossentropy", metrics: metrics, weightedMetrics: metrics);
        var samples = new Samples([X], [y], Weights);
        var plan = new PhasePlan(model, PlanKey.For(Phase.Train, samples, 4), model.Optimizer!.Iteration);
        plan.Bind(samples);
        int[] rows = [0, 1, 2, 3, 4, 5];
        for (int i = 0; i < 200; i++) Step();

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int i = 0; i < 200; i++) Step();
        }));

        void Step() => Assert.True(plan.Run(rows.AsSpan(0, 4), null) && plan.Run(rows.AsSpan(4), null));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_in_words_and_nothing_changes()
    {
        var model = new Sequential(new Dense(3, "softmax"));
        model.Compile("sgd", "sparse_categorical_crossentropy");
        string Words(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
        void Fit(NDArray? weights = null, Dictionary<int, double>? classes = null, NDArray? y = null) => model.Fit(X, y ?? Labels, verbose: 0, sampleWeight: weights, classWeight: classes);

        Assert.StartsWith("sampleWeight must have one weight for each of the 6 rows, so the shape (6,), but has the shape (5,).", Words(() => Fit(new float[5])));
        Assert.Contains("but has the shape (6, 2).", Words(() => Fit(NDArray.Zeros([6, 2]))));
        Assert.StartsWith("sampleWeight must be finite numbers that are not negative, but row 1 has -2: 0 leaves a row out.", Words(() => Fit(new float[] { 1, -2, 1, 1, 1, 1 })));
        Assert.Contains("row 0 has NaN", Words(() => model.Evaluate(X, Labels, sampleWeight: new float[] { float.NaN, 1, 1, 1, 1, 1 })));
        Assert.Contains("row 2 has Infinity", Words(() => model.TrainOnBatch(X, Labels, new float[] { 1, 1, float.PositiveInfinity, 1, 1, 1 })));
        Assert.StartsWith("classWeight names the class 3, but with 3 outputs the model tells the classes 0 to 2 apart: leave it out.", Words(() => Fit(classes: new() { [3] = 1 })));
        Assert.StartsWith("classWeight must hold finite numbers that are not negative, but the class 1 has -1: 0 leaves a class out.", Words(() => Fit(classes: new() { [1] = -1 })));
        Assert.StartsWith("classWeight and sampleWeight cannot be given together", Words(() => Fit(Weights, new() { [1] = 2 })));
        Assert.StartsWith("classWeight and sampleWeight cannot be given together", Words(() => model.TrainOnBatch(X, Labels, Weights, new Dictionary<int, double> { [1] = 2 })));
        Assert.StartsWith("validationSampleWeight holds the weights of validationData, but there is none", Words(() => model.Fit(X, Labels, validationSplit: 0.5, validationSampleWeight: Weights, verbose: 0)));
        Assert.False(model.Built);
        Assert.StartsWith("validationSampleWeight must have one weight for each of the 2 rows", Words(() => model.Fit(X, Labels, validationData: (X[..2], Labels[..2]), validationSampleWeight: Weights, verbose: 0)));
        Assert.StartsWith("One of the weightedMetrics is null.", Words(() => model.Compile("sgd", "mse", weightedMetrics: [null!])));
        Assert.StartsWith("Two values would be reported as \"mae\"", Words(() => model.Compile("sgd", "mse", weightedMetrics: ["mae", "mae"])));
    }

    [Fact]
    public void Weights_of_classes_need_classes()
    {
        Sequential model = Model("mse", units: 1);
        var classes = new Dictionary<int, double> { [1] = 2 };
        Assert.StartsWith("classWeight needs whole numbers as class labels, but row 0 of y has 0.5: use sampleWeight for other targets.",
            Assert.Throws<ArgumentException>(() => model.Fit(X, new float[] { 0.5f, 1, 0, 1, 0, 1 }, verbose: 0, classWeight: classes)).Message);
        Sequential several = Model("binary_crossentropy", units: 3);
        Assert.StartsWith("classWeight needs one class per row, but row 1 of y has its largest number in several columns: use sampleWeight where a row may belong to several classes or to none.",
            Assert.Throws<ArgumentException>(() => several.Fit(X[..2], new float[,] { { 0, 1, 0 }, { 1, 1, 0 } }, verbose: 0, classWeight: classes)).Message);
        Assert.Throws<ArgumentException>(() => several.Fit(X[..2], new float[,] { { 0, 1, 0 }, { 0, 0, 0 } }, verbose: 0, classWeight: classes));
        Assert.StartsWith("classWeight names the class 2, but with 1 output the model tells the classes 0 to 1 apart",
            Assert.Throws<ArgumentException>(() => model.Fit(X, new float[] { 0, 1, 0, 1, 0, 1 }, verbose: 0, classWeight: new Dictionary<int, double> { [2] = 2 })).Message);
        Assert.True(double.IsFinite(model.Fit(X, new float[] { 0, 1, 0, 1, 0, 1 }, verbose: 0, classWeight: classes)["loss"][0]));
    }
}
