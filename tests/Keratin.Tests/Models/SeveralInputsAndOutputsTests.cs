using Keratin.Core;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Models with several inputs, several outputs, or both: the data of each, the loss of each, the names of each.</summary>
public sealed class SeveralInputsAndOutputsTests
{
    private static readonly NDArray Titles = Examples.Numbers(30, 4);
    private static readonly NDArray Bodies = Examples.Numbers(30, 6, seed: 2);
    private static readonly NDArray Priorities = Examples.Labels(30, 2, seed: 3);
    private static readonly NDArray Departments = Examples.Labels(30, 3, seed: 4);

    private static Model Make(int seed = 1, int titles = 4, int bodies = 6)
    {
        Input title = new([titles], name: "title"), body = new([bodies], name: "body");
        KerasTensor h = new Concatenate().Call(new Dense(5, "relu").Call(title), new Dense(4, "relu").Call(body));
        return new Model(
            inputs: [title, body],
            outputs: [new Dense(1, "sigmoid", name: "priority").Call(h), new Dense(3, "softmax", name: "department").Call(new Dropout(0.2).Call(h))], seed);
    }

    private static Model Compiled(int seed = 1, Optimizer? optimizer = null, int titles = 4, int bodies = 6)
    {
        Model model = Make(seed, titles, bodies);
        model.Compile(optimizer, losses: ["binary_crossentropy", "sparse_categorical_crossentropy"], lossWeights: [1.0, 0.25], metrics: [["accuracy"], ["accuracy", "sparse_top_k_categorical_accuracy"]]);
        return model;
    }

    [Fact]
    public void A_training_reports_every_output_by_its_name()
    {
        Model model = Compiled();

        History history = model.Fit([Titles, Bodies], [Priorities, Departments], batchSize: 8, epochs: 2, verbose: 0, validationSplit: 0.2);

        string[] names = ["department_accuracy", "department_loss", "department_sparse_top_k_categorical_accuracy", "loss", "priority_accuracy", "priority_loss"];
        Assert.Equal(names.Concat(names.Select(name => "val_" + name)), history.Names);
        Assert.Equal(history["val_loss"][1], history["val_priority_loss"][1] + 0.25 * history["val_department_loss"][1], 1e-6);
        Evaluation result = model.Evaluate([Titles, Bodies], [Priorities, Departments]);
        Assert.Equal(["loss", "priority_loss", "department_loss", "priority_accuracy", "department_accuracy", "department_sparse_top_k_categorical_accuracy"], result.Names);
        NDArray[] outputs = model.Predict([Titles, Bodies]);
        Assert.Equal([[30, 1], [30, 3]], outputs.Select(output => output.Shape));
        float[] right = [.. outputs[1].ArgMax(axis: 1).ToArray().Zip(Departments.ToArray(), (guess, truth) => guess == truth ? 1f : 0f)];
        Assert.Equal(right.Average(), result["department_accuracy"], 1e-6);
        Assert.Equal(["accuracy", "accuracy", "sparse_top_k_categorical_accuracy"], model.Metrics.Select(metric => metric.Name));
    }

    [Fact]
    public void The_losses_and_their_step_are_those_of_the_reference()
    {
        Model model = Compiled(optimizer: new SGD(0.5));
        Node[] x = [Reference.Input(4), Reference.Input(6)], y = [new(new Placeholder("p", [Shape.Batch])), new(new Placeholder("d", [Shape.Batch]))];
        TracedModel traced = model.Trace(x, training: true, model.Optimizer!.Iteration);
        Node first = new BinaryCrossentropy().OfBatch(y[0], traced.Outputs[0], null).Loss, second = new SparseCategoricalCrossentropy().OfBatch(y[1], traced.Outputs[1], null).Loss;
        Node loss = first + second * 0.25f;
        IReadOnlyList<Variable> weights = model.TrainableWeights;
        Node[] gradients = Differentiation.Gradients(loss, weights);
        var reference = new ReferenceExecutor(new Graph([first, second, loss, .. gradients], []));
        reference.Run(30, new Dictionary<Node, double[]> { [x[0]] = Titles.ToDoubles(), [x[1]] = Bodies.ToDoubles(), [y[0]] = Priorities.ToDoubles(), [y[1]] = Departments.ToDoubles() });
        NDArray[] before = model.GetWeights();

        Evaluation result = model.TrainOnBatch([Titles, Bodies], [Priorities, Departments]);

        Assert.Equal(reference.Value(first)[0], result["priority_loss"], 1e-6);
        Assert.Equal(reference.Value(second)[0], result["department_loss"], 1e-6);
        Assert.Equal(reference.Value(loss)[0], result.Loss, 1e-6);
        NDArray[] after = model.GetWeights();
        for (int w = 0; w < weights.Count; w++)
            Reference.Close([.. before[w].ToDoubles().Zip(reference.Value(gradients[w]).ToArray(), (value, slope) => value - 0.5 * slope)], after[w].ToDoubles(), 1e-6);
    }

    [Fact]
    public void An_output_with_losses_for_every_step_counts_as_much_as_another()
    {
        var x = new Input(3, 2);
        var model = new Model(inputs: [x], outputs: [new Dense(2, name: "steps").Call(x), new Dense(1, name: "row").Call(new Flatten().Call(x))], seed: 1);
        model.Compile("sgd", ["mse", "mae"]);
        NDArray data = Examples.Numbers(7, 6).Reshape(7, 3, 2), zeros = NDArray.Zeros([7, 1]);
        Evaluation result = model.Evaluate([data], [data, zeros]);
        NDArray[] outputs = model.Predict([data]);
        Assert.Equal(outputs[0].ToDoubles().Zip(data.ToDoubles(), (p, t) => (p - t) * (p - t)).Average(), result["steps_loss"], 1e-6);
        Assert.Equal(outputs[1].ToDoubles().Average(Math.Abs), result["row_loss"], 1e-6);
        Assert.Equal(result["steps_loss"] + result["row_loss"], result.Loss, 1e-6);
        Assert.Equal(result.Loss, model.TrainOnBatch([data], [data, zeros]).Loss, 1e-6);
    }

    [Fact]
    public void Penalties_of_layers_count_once_in_the_sum()
    {
        var x = new Input(2);
        KerasTensor h = new Dense(2, kernelInitializer: "ones", kernelRegularizer: new L2(0.5)).Call(x);
        var model = new Model(inputs: [x], outputs: [new Activation("linear", name: "a").Call(h), new Activation("linear", name: "b").Call(h)]);
        model.Compile(loss: "mse");
        Evaluation result = model.Evaluate([NDArray.Zeros([3, 2])], [NDArray.Zeros([3, 2]), NDArray.Zeros([3, 2])]);
        Assert.Equal(2, result.Loss, 1e-6);
        Assert.Equal(0, result["a_loss"]);
    }

    [Fact]
    public void Threads_streams_and_sparse_rows_change_no_bit()
    {
        NDArray titles = Examples.MultiHot(70, 300), bodies = Examples.MultiHot(70, 500, seed: 2), priorities = Examples.Labels(70, 2), departments = Examples.Labels(70, 3);
        string Trained(int threads, bool sparse, bool stream, bool compress = true)
        {
            Model model = Compiled(titles: 300, bodies: 500);
            (model.Threads, model.CompressInputs) = (threads, compress);
            NDArray[] x = sparse ? [titles, bodies] : [titles.ToDense(), bodies.ToDense()];
            if (stream) model.Fit(Batches(x), epochs: 2, verbose: 0);
            else model.Fit(x, [priorities, departments], batchSize: 16, epochs: 2, shuffle: false, verbose: 0);
            NDArray[] outputs = model.Predict(x);
            Assert.Equal(outputs[1].Bits(), model.Predict(x, batchSize: 1)[1].Bits());
            Assert.Equal(outputs[1][..1].Bits(), model.Predict([x[0][..1], x[1][..1]])[1].Bits());
            return model.Bits() + outputs[0].Bits() + outputs[1].Bits() + model.Evaluate(x, [priorities, departments]).Loss;
        }

        IEnumerable<Batch> Batches(NDArray[] x)
        {
            for (int start = 0; start < 70; start += 16)
            {
                Range rows = start..Math.Min(70, start + 16);
                yield return ((NDArray[])[x[0][rows], x[1][rows]], (NDArray[])[priorities[rows], departments[rows]]);
            }
        }

        string expected = Trained(1, sparse: false, stream: false, compress: false);
        Assert.Equal(expected, Trained(1, sparse: false, stream: false));
        Assert.Equal(expected, Trained(2, sparse: false, stream: false));
        Assert.Equal(expected, Trained(1, sparse: true, stream: false));
        Assert.Equal(expected, Trained(3, sparse: true, stream: true));
    }

    [Fact]
    public void One_sparse_input_that_two_layers_read_gives_the_bits_of_a_dense_one()
    {
        NDArray x = Examples.MultiHot(40, 300);
        string Trained(NDArray data)
        {
            var input = new Input(300);
            var model = new Model(input, new Add().Call(new Dense(3).Call(input), new Dense(3, "tanh").Call(input)), seed: 1);
            model.Compile("rmsprop", "mse");
            model.Fit(data, Examples.Numbers(40, 3), batchSize: 9, epochs: 2, verbose: 0);
            return model.Bits() + model.Predict(data).Bits();
        }
        Assert.Equal(Trained(x.ToDense()), Trained(x));
        var direct = new Input(300);
        var mixed = new Model(direct, new Multiply().Call(new Dense(300).Call(direct), direct), seed: 1);
        Assert.False(mixed.ReadsSparse(0));
        Assert.Equal(mixed.Predict(x.ToDense()).Bits(), mixed.Predict(x).Bits());
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Model model = Compiled();
        var samples = new Samples([Titles, Bodies], [Priorities, Departments]);
        model.Fit(samples.X, samples.Y, verbose: 0);
        var plan = new PhasePlan(model, PlanKey.For(Phase.Train, samples, 8), model.Optimizer!.Iteration);
        int[] order = [3, 1, 4, 15, 9, 2, 6, 5];
        plan.Bind(samples);
        plan.Run(order, team: null);
        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int step = 0; step < 20; step++) plan.Run(order, team: null);
        }));
    }

    [Fact]
    public void Callbacks_know_the_direction_of_every_value()
    {
        static History Fit(string monitor)
        {
            var x = new Input(4);
            var model = new Model(inputs: [x], outputs: [new Dense(1, "sigmoid", name: "accuracy").Call(x), new Dense(3, "softmax", name: "b").Call(x)], seed: 1);
            model.Compile(new SGD(1e-12), ["binary_crossentropy", "sparse_categorical_crossentropy"], metrics: [["mae"], ["accuracy"]]);
            return model.Fit([Titles], [Priorities, Departments], epochs: 9, verbose: 0, callbacks: [new EarlyStopping(monitor, patience: 2, minDelta: 1e-3)]);
        }
        foreach (string monitor in (string[])["loss", "accuracy_loss", "b_loss", "b_accuracy", "accuracy_mae"]) Assert.Equal(3, Fit(monitor).Epochs);
        // An output may be called as a metric is: its loss is a loss all the same.
        Assert.False(Direction.LargerIsBetter("test", "val_accuracy_loss", "auto", Fit("loss").Reported));
        Assert.True(Direction.LargerIsBetter("test", "val_b_accuracy", "auto", Fit("loss").Reported));
    }

    [Fact]
    public void Class_and_sample_weights_go_with_one_output()
    {
        Input a = new(4), b = new(6);
        var model = new Model(inputs: [a, b], outputs: [new Dense(3, "softmax").Call(new Concatenate().Call(a, b))], seed: 1);
        model.Compile(new SGD(1e-12), "sparse_categorical_crossentropy");
        float[] twice = Array.ConvertAll(Departments.ToArray(), label => label == 1 ? 2f : 1f);
        double weighted = model.TrainOnBatch([Titles, Bodies], [Departments], sampleWeight: twice).Loss;
        Assert.Equal(weighted, model.TrainOnBatch([Titles, Bodies], [Departments], classWeight: new Dictionary<int, double> { [1] = 2 }).Loss, 1e-6);
        Assert.NotEqual(weighted, model.TrainOnBatch([Titles, Bodies], [Departments]).Loss, 1e-3);
        Assert.Equal(weighted, model.Fit([Titles, Bodies], [Departments], batchSize: 30, classWeight: new Dictionary<int, double> { [1] = 2 }, verbose: 0)["loss"][0], 1e-6);
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_the_layer()
    {
        Model model = Compiled(optimizer: new SGD(1e30));
        string message = Assert.Throws<NotFiniteNumberException>(() => model.Fit([Titles, Bodies], [Priorities, Departments], batchSize: 10, verbose: 0)).Message;
        Assert.Contains("is the first layer whose output is not finite. The step was not made", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_tells_all_inputs_and_changes_nothing()
    {
        Model model = Compiled();
        string before = model.Bits();
        TrainingProfile profile = model.Profile([Titles, Bodies], [Priorities, Departments], batchSize: 10, steps: 8);
        Assert.Equal("Load x0(None, 4), x1(None, 6), y0(None,), y1(None,)", profile.Steps[0].Name);
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void An_input_may_be_an_output_and_a_value_several_outputs()
    {
        Input a = new([4], name: "a"), b = new([6], name: "b");
        KerasTensor h = new Dense(2, name: "h").Call(b);
        var model = new Model(inputs: [a, b], outputs: [a, h, h]);
        Assert.Equal(["a", "h", "h_1"], model.OutputNames);
        NDArray[] outputs = model.Predict([Titles, Bodies]);
        Assert.Equal(Titles.Bits(), outputs[0].Bits());
        Assert.Equal(outputs[1].Bits(), outputs[2].Bits());
        model.Compile(loss: "mse");
        Evaluation result = model.TrainOnBatch([Titles, Bodies], [Titles, Examples.Numbers(30, 2), Examples.Numbers(30, 2)]);
        Assert.Equal(0, result["a_loss"]);
        Assert.Equal(result["h_loss"], result["h_1_loss"]);
    }

    [Fact]
    public void Predictions_may_run_side_by_side()
    {
        Model model = Make();
        NDArray[] x = [Examples.Numbers(500, 4), Examples.Numbers(500, 6)];
        string expected = model.Predict(x)[1].Bits();
        string[] bits = new string[24];
        Parallel.For(0, bits.Length, i => bits[i] = model.Predict(x, batchSize: 1 << (i % 8))[1].Bits());
        Assert.All(bits, other => Assert.Equal(expected, other));
    }

    [Fact]
    public void Predictions_come_in_batches_too()
    {
        Model model = Make();
        NDArray[][] outputs = [.. model.Predict((IEnumerable<NDArray[]>)[[Titles[..10], Bodies[..10]], [Titles[10..], Bodies[10..]]])];
        Assert.Equal(model.Predict([Titles, Bodies])[1].Bits(), NDArray.Concatenate([outputs[0][1], outputs[1][1]]).Bits());
    }

    [Fact]
    public void Weights_of_models_in_models_keep_their_names_apart_in_files()
    {
        var x = new Input(4);
        var inner = new Model(x, new Dense(4).Call(x), seed: 1);
        var model = new Sequential([inner, new Dense(4)], seed: 2);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npz");
        try
        {
            model.SaveWeights(path);
            Assert.Equal(["functional/dense/kernel", "functional/dense/bias", "dense/kernel", "dense/bias"], Npz.Load(path).Names);
            Sequential clone = model.Clone(seed: 3);
            clone.LoadWeights(path);
            Assert.Equal(model.Bits(), clone.Bits());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Data_and_goals_that_do_not_fit_are_refused_in_words()
    {
        Model model = Compiled();
        NDArray[] x = [Titles, Bodies], y = [Priorities, Departments];
        const string inputs = "Model \"functional\" has 2 inputs (title, body)", outputs = "Model \"functional\" has 2 outputs (priority, department)";
        Says(inputs + ", but x is 1 array: give one for each, in this order.", () => model.Fit([Titles], y));
        Says(inputs + ", but x is 1 array: give one for each, in this order.", () => model.Evaluate(Titles, Priorities));
        Says(outputs + ", but y is 1 array: give one for each, in this order.", () => model.Fit(x, [Priorities]));
        Says(inputs + ", but x is 3 arrays: give one for each, in this order.", () => model.Predict([Titles, Bodies, Bodies]));
        Says("x[0] has 30 rows but x[1] has 29: every input must have a row for each sample.", () => model.Predict([Titles, Bodies[..29]]));
        Says("x[0] has 30 rows but y[1] has 29: there must be one target per row.", () => model.Fit(x, [Priorities, Departments[..29]]));
        Says("Model \"functional\" was built for the input \"title\" to have rows of shape (None, 4) but got (30, 6): give it rows of that shape, or make a new model.", () => model.Predict([Bodies, Titles]));
        Says("The output \"department\": sparse_categorical_crossentropy expects whole numbers from 0 to 2 as labels", () => model.Fit(x, [Priorities, Departments + 1]));
        Says("x[1] must be finite numbers, but row 2 has a NaN or an infinity at place 3", () => model.Predict([Titles, WithNaN()]));
        Says("sampleWeight is for models with one output, but Model \"functional\" has 2 (priority, department): leave it out.", () => model.Fit(x, y, sampleWeight: new float[30]));
        Says("classWeight is for models with one output, but", () => model.TrainOnBatch(x, y, classWeight: new Dictionary<int, double>()));
        Says(outputs + ", but losses has 1: give one for each, in this order.", () => model.Compile(null, losses: ["mse"]));
        Says(outputs + ", but lossWeights has 3: give one for each, in this order.", () => model.Compile(null, losses: ["mse", "mse"], lossWeights: [1, 2, 3]));
        Says("lossWeights must be finite numbers, but that of the output \"department\" is NaN.", () => model.Compile(null, losses: ["mse", "mse"], lossWeights: [1, double.NaN]));
        Says("The loss of the output \"department\" is null: each output needs one.", () => model.Compile(null, losses: ["mse", null!]));
        Says("Two values of the output \"priority\" would be reported as \"mae\"", () => model.Compile(null, losses: ["mse", "mse"], metrics: [["mae", "mae"], []]));
        Says("Model \"functional\" has the outputs priority, department, so metrics must say which belong to which", () => model.Compile(loss: "mse", metrics: ["mae"]));
        Assert.Equal("Model \"functional\" has 2 inputs (title, body) and 2 outputs (priority, department), so Predict needs a list of arrays: Predict([…]) with one for each input.",
            Assert.Throws<InvalidOperationException>(() => model.Predict(Titles)).Message);
        Assert.Equal("Model \"functional\" has 2 inputs (title, body) and 2 outputs (priority, department), but a predictor takes one array and gives one: call Predict([…]), or make a model with one input and one output.",
            Assert.Throws<InvalidOperationException>(() => model.ToPredictor()).Message);
        Says("Sequential \"sequential\" is one row of layers, but its last, Model \"functional\", has 2 outputs", () => TwoOutputsInARow());

        static void Says(string words, Action call) => Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);

        static NDArray WithNaN()
        {
            float[] values = Bodies.ToArray();
            values[2 * 6 + 3] = float.NaN;
            return new NDArray(values, [30, 6]);
        }

        static Sequential TwoOutputsInARow()
        {
            var x = new Input(4);
            return new Sequential(new Model(inputs: [x], outputs: [new Dense(1).Call(x), new Dense(2).Call(x)]));
        }
    }

    // What real Keras saved: two inputs, trained by SGD with momentum.
    private static Model Golden()
    {
        Input left = new([6], name: "left"), right = new([4], name: "right");
        KerasTensor h = new Concatenate().Call(new Dense(5, "relu").Call(left), new Dense(3, "tanh").Call(right));
        var model = new Model(inputs: [left, right], outputs: [new Dense(2, "softmax", name: "out").Call(h)]);
        model.Compile(new SGD(0.1, momentum: 0.9), "sparse_categorical_crossentropy");
        return model;
    }

    [Fact]
    public void Keras_model_predicts_and_goes_on_training_as_in_Keras()
    {
        Model model = Golden();
        NpzArchive file = Npz.Load(ReferenceFiles.Path("goldens", "models", "functional_two_inputs.h5arrays.npz"));
        NpzArchive golden = Npz.Load(ReferenceFiles.Path("goldens", "models", "functional_two_inputs.npz"));
        // In files a layer is named after its class.
        string[] groups = ["dense", "dense_1", "dense_2"];
        model.SetWeights([.. groups.SelectMany(group => (NDArray[])[file[$"layers/{group}/vars/0"].ToNDArray(), file[$"layers/{group}/vars/1"].ToNDArray()])]);
        Optimizer optimizer = model.Optimizer!;
        optimizer.Build([.. model.TrainableWeights]);
        optimizer.Iteration.Counter = (long)file["optimizer/vars/0"].ToNDArray().Item();
        for (int i = 0; i < optimizer.Slots.Count; i++) file[$"optimizer/vars/{i + 2}"].ToNDArray().ToArray().CopyTo(optimizer.Slots[i].Values);
        NDArray[] x = [golden["input_0"].ToNDArray(), golden["input_1"].ToNDArray()];

        Reference.Close(golden["expected"].ToNDArray().ToDoubles(), model.Predict(x)[0].ToDoubles(), 2e-6);
        Assert.Equal((double)golden["resume_loss"].ToNDArray().Item(), model.TrainOnBatch([.. x.Select(data => data[..8])], [golden["label"].ToNDArray()[..8]])["loss"], 1e-6);

        NDArray[] weights = model.GetWeights();
        for (int i = 0; i < weights.Length; i++) Reference.Close(golden[$"resume_w_{i}"].ToNDArray().ToDoubles(), weights[i].ToDoubles(), 2e-6);
    }

    [Fact]
    public void Its_summary_is_Keras_to_the_letter()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Golden().Summary(writer);
        Assert.Equal(File.ReadAllText(ReferenceFiles.Path("goldens", "text", "summary_functional_two_inputs.txt")).TrimEnd(), writer.ToString().TrimEnd());
    }
}
