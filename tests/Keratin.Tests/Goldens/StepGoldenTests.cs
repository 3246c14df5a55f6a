using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>
/// Every weight after every step against real Keras, twice: by the reference executor, which judges losses, gradients
/// and rules alone, and by the engine.
/// </summary>
public sealed class StepGoldenTests
{
    private const double WeightTolerance = 2e-6;

    // Keras computes Adam's step size in float32. With a learning rate of 0.01 that shifts all weights by 3e-7 the same
    // way, and over twenty inputs and three layers it adds up to 9e-6.
    private const double PredictionTolerance = 1e-5;

    public static TheoryData<string> Cases =>
    [
        .. from loss in (string[])["categorical", "sparse", "mse", "mae", "huber"]
           from optimizer in (string[])["rmsprop", "rmsprop_momentum_centered", "sgd", "sgd_momentum", "sgd_momentum_nesterov", "adam", "adamw", "adagrad"]
           select $"{loss}__{optimizer}",
        "binary__rmsprop", "binary_logits__rmsprop", "categorical_logits__rmsprop", "sparse_logits__rmsprop",
        "categorical_smoothing__rmsprop",
        .. from loss in (string[])["categorical", "mse"]
           from optimizer in (string[])["adam_amsgrad", "adamax", "nadam", "adadelta", "rmsprop_clipnorm", "sgd_clipvalue", "sgd_global_clipnorm", "rmsprop_weight_decay", "sgd_exponential_decay"]
           select $"{loss}__{optimizer}",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_reference_makes_Keras_steps(string name)
    {
        var golden = new GoldenSteps(ReferenceFiles.Path("goldens"), name);
        Dense[] layers = golden.MakeLayers();
        Node x = Reference.Input([.. golden.X.Shape[1..]]), y = Reference.Input([.. golden.Y.Shape[1..]]), output = x;
        for (int i = 0; i < layers.Length; i++) output = layers[i].Apply(output, Reference.Context(training: true, layerIndex: i));
        Variable[] weights = [.. layers.SelectMany(layer => layer.TrainableWeights)];
        var loss = new Node(new Mean(), golden.MakeLoss().Call(y, output));
        Optimizer optimizer = golden.MakeOptimizer();
        optimizer.Build(weights);
        var graph = new Graph([loss], [.. optimizer.Effects(weights, Differentiation.Gradients(loss, weights))], guard: loss);
        GraphVerifier.Verify(graph);

        var executor = new ReferenceExecutor(graph);
        for (int i = 0; i < weights.Length; i++) executor.State[weights[i]] = golden.Weights(0)[i].ToDoubles();
        for (int step = 0; step < golden.Batches.Length; step++)
        {
            Range rows = golden.Batches[step];
            if (optimizer.LearningRateSchedule is { } schedule) executor.State[optimizer.LearningRateVariable] = [schedule.At(step)];
            executor.Run(rows.End.Value - rows.Start.Value, new Dictionary<Node, double[]> { [x] = golden.X[rows].ToDoubles(), [y] = golden.Y[rows].ToDoubles() });
            Assert.Equal(golden.Losses[step], executor.Value(loss)[0], 1e-5 * Math.Max(1, golden.Losses[step]));
            NDArray[] expected = golden.Weights(step + 1);
            for (int i = 0; i < weights.Length; i++) Reference.Close(expected[i].ToDoubles(), executor.State[weights[i]], WeightTolerance);
        }
        Assert.Equal(golden.Slots.Length, optimizer.Slots.Count);
        for (int i = 0; i < optimizer.Slots.Count; i++) Reference.Close(golden.Slots[i].ToDoubles(), executor.State[optimizer.Slots[i]], WeightTolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_engine_makes_Keras_steps(string name)
    {
        var golden = new GoldenSteps(ReferenceFiles.Path("goldens"), name);
        var model = new Sequential(golden.MakeLayers());
        Optimizer optimizer = golden.MakeOptimizer();
        model.Compile(optimizer, golden.MakeLoss());
        model.BuildFor([golden.X.Shape]);
        model.SetWeights(golden.Weights(0));
        for (int step = 0; step < golden.Batches.Length; step++)
        {
            Range rows = golden.Batches[step];
            double loss = model.TrainOnBatch(golden.X[rows], golden.Y[rows])["loss"];
            Assert.Equal(golden.Losses[step], loss, 1e-5 * Math.Max(1, golden.Losses[step]));
            NDArray[] expected = golden.Weights(step + 1), actual = model.GetWeights();
            for (int i = 0; i < expected.Length; i++) Reference.Close(expected[i].ToDoubles(), actual[i].ToDoubles(), WeightTolerance);
        }
        for (int i = 0; i < optimizer.Slots.Count; i++)
            Reference.Close(golden.Slots[i].ToDoubles(), [.. optimizer.Slots[i].Values.ToArray().Select(value => (double)value)], WeightTolerance);
        Reference.Close(golden["predict"].ToDoubles(), model.Predict(golden.X).ToDoubles(), PredictionTolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_of_one_epoch_makes_Keras_steps(string name)
    {
        var golden = new GoldenSteps(ReferenceFiles.Path("goldens"), name);
        var model = new Sequential([new Input(golden.X.Shape[1]), .. golden.MakeLayers()]);
        model.Compile(golden.MakeOptimizer(), golden.MakeLoss());
        model.SetWeights(golden.Weights(0));

        History history = model.Fit(golden.X, golden.Y, batchSize: 13, verbose: 0, shuffle: false);

        Assert.Equal(golden.EpochLoss, history["loss"][0], 1e-5 * Math.Max(1, golden.EpochLoss));
        NDArray[] expected = golden.Weights(golden.Batches.Length), actual = model.GetWeights();
        for (int i = 0; i < expected.Length; i++) Reference.Close(expected[i].ToDoubles(), actual[i].ToDoubles(), WeightTolerance);
    }
}
