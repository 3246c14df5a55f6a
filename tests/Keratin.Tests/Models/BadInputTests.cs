namespace Keratin.Tests;

/// <summary>What people give by mistake: every word of the answer, before the first step, with the model as it was.</summary>
public sealed class BadInputTests
{
    private static readonly NDArray X = Examples.Numbers(6, 64);
    private static readonly NDArray Y = Examples.Labels(6, 46);

    [Fact]
    public void Another_number_of_features()
    {
        const string words = "Dense \"dense\" expects 64 features but got 46 (an input of shape (6, 46)): give it rows of 64 numbers, or make a new model for rows of 46.";
        NDArray narrow = Examples.Numbers(6, 46);
        Sequential model = Trained();

        Refused<ArgumentException>(words, model, () => model.Fit(narrow, Y));
        Refused<ArgumentException>(words, model, () => model.Evaluate(narrow, Y));
        Refused<ArgumentException>(words, model, () => model.Predict(narrow));
        Refused<ArgumentException>(words, model, () => model.TrainOnBatch(narrow, Y));
        Refused<ArgumentException>(words, model, () => model.Fit(X, Y, validationData: (narrow, Y)));
    }

    [Fact]
    public void Another_number_of_features_than_the_layer_before_gives()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Sequential(new Dense(46, inputShape: [10]), new Dense(3, inputShape: [64])));
        Assert.Equal("Dense \"dense_1\" was given inputShape: [64], so it expects an input of shape (None, 64), but got (None, 46): change inputShape, or what comes before.", error.Message);
    }

    [Fact]
    public void Labels_outside_the_classes()
    {
        Sequential model = Trained();
        NDArray large = new int[] { 0, 45, 46, 3, 4, 5 }, negative = new int[] { 0, 1, 2, 3, 4, -1 };

        const string words = "sparse_categorical_crossentropy expects whole numbers from 0 to 45 as labels, because the last layer has 46 units, but row ";
        Refused<ArgumentException>(words + "2 has the label 46: give the last layer one unit per class.", model, () => model.Fit(X, large));
        Refused<ArgumentException>(words + "5 has the label -1: number the classes from 0.", model, () => model.Evaluate(X, negative));
        Refused<ArgumentException>(words + "2 has the label 46: give the last layer one unit per class.", model, () => model.TrainOnBatch(X, large));
        Refused<ArgumentException>(words + "5 has the label -1: number the classes from 0.", model, () => model.Fit(X, Y, validationData: (X, negative)));
    }

    [Fact]
    public void More_or_fewer_labels_than_rows()
    {
        Sequential model = Trained();
        Refused<ArgumentException>("x has 6 rows but y has 5: there must be one target per row.", model, () => model.Fit(X, Y[..5]));
        Refused<ArgumentException>("x has 5 rows but y has 6: there must be one target per row.", model, () => model.Evaluate(X[..5], Y));
        Refused<ArgumentException>("validationData.X has 2 rows but validationData.Y has 3: there must be one target per row.", model,
            () => model.Fit(X, Y, validationData: (X[..2], Y[..3])));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Numbers_that_are_not_finite(float value)
    {
        Sequential model = Trained();
        float[] values = X.ToArray(), targets = [0, 1, value, 3, 4, 5];
        values[2 * 64 + 17] = value;
        NDArray x = new NDArray(values, X.Shape);

        const string place = " must be finite numbers, but row 2 has a NaN or an infinity at place 17: replace or leave out what is missing.";
        Refused<ArgumentException>("x" + place, model, () => model.Fit(x, Y));
        Refused<ArgumentException>("x" + place, model, () => model.Predict(x));
        Refused<ArgumentException>("validationData.X" + place, model, () => model.Fit(X, Y, validationData: (x, Y)));
        Refused<ArgumentException>("y must be finite numbers, but row 2 has a NaN or an infinity at place 0: replace or leave out what is missing.", model, () => model.Fit(X, targets));
    }

    [Fact]
    public void A_sparse_row_that_is_not_finite()
    {
        Sequential model = Trained();
        NDArray x = NDArray.SparseFromRows([[1], [3, 9]], 64, [[1], [1, float.NaN]]);
        Refused<ArgumentException>("x must be finite numbers, but row 1 has a NaN or an infinity at place 9: replace or leave out what is missing.", model, () => model.Predict(x));
    }

    [Fact]
    public void No_data()
    {
        Sequential model = Trained();
        NDArray none = NDArray.Zeros([0, 64]);
        Refused<ArgumentException>("x holds no data: its shape is (0, 64).", model, () => model.Fit(none, Y[..0]));
        Refused<ArgumentException>("x holds no data: its shape is (0, 64).", model, () => model.Predict(none));
        Refused<ArgumentException>("x holds no data: its shape is (0, 64).", model, () => model.Evaluate(none, Y[..0]));
        Refused<ArgumentException>("x must have a row per sample but is a single number.", model, () => model.Predict(new NDArray([1], Shape.Scalar)));
        Refused<ArgumentNullException>("Value cannot be null.", model, () => model.Fit(null!, Y));
        Refused<ArgumentNullException>("Value cannot be null.", model, () => model.Fit(X, null!));
    }

    [Fact]
    public void Ragged_rows()
    {
        Sequential model = Trained();
        float[][] ragged = [[1, 2], [3]];
        Refused<ArgumentException>("All rows of an array must have the same length, but row 0 has 2 elements and row 1 has 1.", model, () => model.Fit(ragged, Y));
    }

    [Fact]
    public void Settings_out_of_their_range()
    {
        Sequential model = Trained();
        Refused<ArgumentOutOfRangeException>("epochs must be at least 1 but was 0.", model, () => model.Fit(X, Y, epochs: 0));
        Refused<ArgumentOutOfRangeException>("batchSize must be at least 1 but was 0.", model, () => model.Fit(X, Y, batchSize: 0));
        Refused<ArgumentOutOfRangeException>("batchSize must be at least 1 but was -1.", model, () => model.Predict(X, batchSize: -1));
        Refused<ArgumentOutOfRangeException>("batchSize must be at least 1 but was 0.", model, () => model.Evaluate(X, Y, batchSize: 0));
        Refused<ArgumentOutOfRangeException>("verbose must be 0 (nothing), 1 (a progress line) or 2 (a line per epoch) but was 3.", model, () => model.Fit(X, Y, verbose: 3));
        Refused<ArgumentOutOfRangeException>("A seed must be zero or positive but was -1.", model, () => model.Fit(X, Y, seed: -1));
        Refused<ArgumentOutOfRangeException>("A model needs at least 1 thread but got 0.", model, () => model.Threads = 0);
    }

    [Fact]
    public void A_validationSplit_that_leaves_nothing()
    {
        Sequential model = Trained();
        Refused<ArgumentException>("validationSplit 0.1 of 1 rows leaves 0 for training and 1 for validation: both need at least one.", model, () => model.Fit(X[..1], Y[..1], validationSplit: 0.1));
        Refused<ArgumentException>("validationSplit 0.9 of 6 rows leaves 0 for training and 6 for validation: both need at least one.", model, () => model.Fit(X, Y, validationSplit: 0.9));
        foreach (double split in (double[])[1, 1.5, -0.1])
            Refused<ArgumentOutOfRangeException>(FormattableString.Invariant($"validationSplit must be from 0 to below 1 but was {split}."), model, () => model.Fit(X, Y, validationSplit: split));
        Assert.Equal("validationSplit", Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(X, Y, validationSplit: 1)).ParamName);
    }

    [Fact]
    public void One_hot_targets_for_the_loss_of_labels_and_labels_for_the_loss_of_one_hot_targets()
    {
        Sequential model = Trained();
        NDArray oneHot = NDArray.Zeros([6, 46]);
        Refused<ArgumentException>("sparse_categorical_crossentropy expects one integer label per row but got shape (6, 46): use categorical_crossentropy for one-hot targets.", model, () => model.Fit(X, oneHot));

        model.Compile("rmsprop", "categorical_crossentropy");
        const string words = "categorical_crossentropy expects one-hot targets with 46 columns but got shape (6,): use sparse_categorical_crossentropy for integer labels or Encode.ToCategorical(labels, 46).";
        Refused<ArgumentException>(words, model, () => model.Fit(X, Y));
        Refused<ArgumentException>(words, model, () => model.Evaluate(X, Y));
    }

    [Fact]
    public void A_metric_that_does_not_fit_the_targets()
    {
        Sequential model = Trained();
        model.Compile("rmsprop", "sparse_categorical_crossentropy", ["categorical_accuracy"]);
        Refused<ArgumentException>("categorical_accuracy expects one-hot targets of the predictions' shape (None, 46) but got (None,): use sparse_categorical_accuracy for integer labels.", model, () => model.Fit(X, Y));
    }

    [Fact]
    public void A_model_that_is_not_compiled()
    {
        var model = new Sequential([new Dense(46, "softmax", inputShape: [64])], seed: 1);
        static string Words(string call) => $"Sequential \"sequential\" must be compiled before {call}: call model.Compile(optimizer: \"rmsprop\", loss: …) first.";
        Refused<InvalidOperationException>(Words("Fit"), model, () => model.Fit(X, Y));
        Refused<InvalidOperationException>(Words("Evaluate"), model, () => model.Evaluate(X, Y));
        Refused<InvalidOperationException>(Words("TrainOnBatch"), model, () => model.TrainOnBatch(X, Y));
        Assert.Equal([6, 46], model.Predict(X).Shape);
    }

    [Fact]
    public void Compile_without_a_loss_with_unknown_names_or_with_names_twice()
    {
        Sequential model = Trained();
        Refused<ArgumentException>("Compile needs a loss, for example loss: \"mse\".", model, () => model.Compile("rmsprop"));
        Assert.EndsWith("Did you mean \"rmsprop\"?", Assert.Throws<ArgumentException>(() => model.Compile("rmsprob", "mse")).Message);
        Assert.EndsWith("Did you mean \"categorical_crossentropy\"?", Assert.Throws<ArgumentException>(() => model.Compile("rmsprop", "categorical_crossentropie")).Message);
        Assert.EndsWith("Did you mean \"accuracy\"?", Assert.Throws<ArgumentException>(() => model.Compile("rmsprop", "mse", ["acuracy"])).Message);
        Refused<ArgumentException>("Two values would be reported as \"mae\": each metric needs a name of its own, and \"loss\" is taken. Give it one, as in new Precision(name: \"p\"), or new Huber(3).AsMetric(\"huber_3\") for a loss.", model, () => model.Compile("rmsprop", "mse", ["mae", "mae"]));
        Assert.IsType<SparseCategoricalCrossentropy>(model.Compilation!.Goals[0].Loss);
    }

    [Fact]
    public void A_layer_or_an_optimizer_of_another_model()
    {
        var layer = new Dense(2);
        _ = new Sequential(layer);
        Assert.Equal("Dense \"dense\" belongs to another model: make a new layer for each model, and copy trained values with SetWeights.", Assert.Throws<InvalidOperationException>(() => new Sequential(layer)).Message);

        var twice = new Dense(2);
        Assert.Equal("Dense \"dense\" is in this model already: make a new layer for each place.", Assert.Throws<InvalidOperationException>(() => new Sequential(twice, twice)).Message);

        var optimizer = new SGD();
        Examples.Regression(64, optimizer: optimizer).Fit(X, Examples.Numbers(6, 1), verbose: 0);
        Sequential second = Trained();
        second.Compile(optimizer, "sparse_categorical_crossentropy");
        Refused<InvalidOperationException>("This sgd optimizer already trains other weights: give each model an optimizer of its own, and a new one where the trained layers change.", second, () => second.Fit(X, Y, verbose: 0));
    }

    [Fact]
    public void A_layer_after_training()
    {
        Sequential model = Trained();
        Refused<InvalidOperationException>("Sequential \"sequential\" has been trained: make a new model to add a layer.", model, () => model.Add(new Dense(1)));
        Assert.Equal(2, model.Layers.Count);
    }

    [Fact]
    public void A_layer_that_does_not_fit_is_not_added()
    {
        var model = new Sequential([new Dense(4, inputShape: [64])], seed: 1);
        Refused<ArgumentException>("Dense \"dense_1\" was given inputShape: [5], so it expects an input of shape (None, 5), but got (None, 4): change inputShape, or what comes before.", model, () => model.Add(new Dense(3, inputShape: [5])));
        Refused<ArgumentException>("Sequential \"sequential\" already has a layer named \"dense\": give each layer a name of its own.", model, () => model.Add(new Dense(3, name: "dense")));

        model.Add(new Dense(3));

        Assert.Equal(["dense", "dense_1"], model.Layers.Select(layer => layer.Name));
        Assert.Equal([6, 3], model.Predict(X).Shape);
    }

    [Fact]
    public void Entries_that_are_no_layers_or_come_too_late()
    {
        Assert.Equal("One of the layers is null. (Parameter 'layer')", Assert.Throws<ArgumentException>(() => new Sequential(new Dense(2), null!)).Message);
        Assert.Equal("An Input can only be the first entry of Sequential \"sequential\". (Parameter 'layer')", Assert.Throws<ArgumentException>(() => new Sequential(new Dense(2), new Input(3))).Message);
        Assert.StartsWith("An Input can only be the first entry", Assert.Throws<ArgumentException>(() => new Sequential(new Input(3), new Input(3))).Message);
    }

    [Fact]
    public void Results_that_are_taken_apart_into_the_wrong_number()
    {
        Sequential model = Trained();
        Evaluation evaluation = model.Evaluate(X, Y);
        Assert.Equal($"Cannot take 3 values apart: the results are {string.Join(", ", evaluation.Names)}.", Assert.Throws<InvalidOperationException>(() =>
        {
            (double one, double two, double three) = evaluation;
        }).Message);
    }

    [Fact]
    public void A_model_without_layers()
    {
        var model = new Sequential();
        model.Compile(loss: "mse");
        Assert.Equal("Sequential \"sequential\" has no layers: add one, for example model.Add(new Dense(1)).", Assert.Throws<InvalidOperationException>(() => model.Fit(X, X)).Message);
    }

    [Fact]
    public void Swapped_arguments_leave_a_new_model_free_for_the_right_ones()
    {
        var model = new Sequential([new Dense(8, "relu"), new Dense(46, "softmax")], seed: 1);
        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        var fresh = new Sequential([new Dense(8, "relu", inputShape: [64]), new Dense(46, "softmax")], seed: 1);

        Assert.Throws<ArgumentException>(() => model.Fit(Y, X, verbose: 0));

        Assert.False(model.Built);
        Assert.Empty(model.Weights);
        Assert.Null(model.History);
        model.Predict(X);
        Assert.Equal(fresh.Bits(), model.Bits());
    }

    [Fact]
    public void A_model_that_cannot_be_built_stays_unbuilt_as_a_whole()
    {
        var model = new Sequential([new Dense(8), new Dense(3, inputShape: [9])], seed: 1);

        Assert.Throws<ArgumentException>(() => model.Predict(X));

        Assert.False(model.Built);
        Assert.Empty(model.Weights);
    }

    private static Sequential Trained()
    {
        Sequential model = Examples.Classification(64, classes: 46);
        model.Fit(X, Y, verbose: 0);
        return model;
    }

    private static void Refused<TException>(string words, Model model, Action action) where TException : Exception
    {
        string before = model.Bits();
        History? history = model.History;
        long? iteration = model.Optimizer?.Iteration.Counter;

        TException error = Assert.Throws<TException>(action);

        Assert.Equal(words, error.Message.Split(" (Parameter '")[0]);
        Assert.Equal(before, model.Bits());
        Assert.Same(history, model.History);
        Assert.Equal(iteration, model.Optimizer?.Iteration.Counter);
    }
}
