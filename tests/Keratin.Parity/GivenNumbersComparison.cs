using System.Text.Json;
using Keratin.Core;

namespace Keratin.Parity;

/// <summary>
/// Compares with the arithmetic of Keras's NumPy backend: optimizers that are given their gradients, losses with weights
/// of samples, an evaluation in batches, and a batch normalization.
/// </summary>
internal static class GivenNumbersComparison
{
    // The first weights and the gradients of the three steps; the kernel's, then the bias's.
    private static readonly float[][] Start = [[1, -2, 0.5f, 0.25f], [0, 0.1f]];
    private static readonly float[][][] Gradients =
    [
        [[0.1f, -0.2f, 0, 1e-4f], [0.3f, -1e-5f]],
        [[-0.05f, 0.4f, 1e-3f, 2], [0, 0.02f]],
        [[0.2f, 0.1f, -0.7f, -1.5f], [-0.3f, 0.5f]],
    ];

    private static readonly Dictionary<string, (string Name, Func<Loss> Make)> Losses = new()
    {
        ["loss_cce"] = ("categorical_crossentropy", () => new CategoricalCrossentropy()),
        ["loss_cce_sw"] = ("categorical_crossentropy", () => new CategoricalCrossentropy()),
        ["loss_cce_smooth"] = ("categorical_crossentropy_label_smoothing", () => new CategoricalCrossentropy(labelSmoothing: 0.1)),
        ["loss_scce"] = ("sparse_categorical_crossentropy", () => new SparseCategoricalCrossentropy()),
        ["loss_scce_logits"] = ("sparse_categorical_crossentropy_from_logits", () => new SparseCategoricalCrossentropy(fromLogits: true)),
        ["loss_cce_logits"] = ("categorical_crossentropy_from_logits", () => new CategoricalCrossentropy(fromLogits: true)),
        ["loss_bce"] = ("binary_crossentropy", () => new BinaryCrossentropy()),
        ["loss_bce_logits"] = ("binary_crossentropy_from_logits", () => new BinaryCrossentropy(fromLogits: true)),
        ["loss_mse_rank1_targets"] = ("mean_squared_error", () => new MeanSquaredError()),
        ["loss_mae"] = ("mean_absolute_error", () => new MeanAbsoluteError()),
        ["loss_huber"] = ("huber", () => new Huber()),
        ["loss_huber2"] = ("huber_delta_2", () => new Huber(delta: 2)),
    };

    public static IEnumerable<Difference> Run(string goldens)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldens, "numpy_backend", "keras_golden.json")));
        JsonElement golden = document.RootElement;
        return
        [
            .. golden.EnumerateObject().Where(entry => entry.Name.StartsWith("opt_", StringComparison.Ordinal)).SelectMany(entry => OfOptimizer(entry.Name["opt_".Length..], entry.Value)),
            .. golden.EnumerateObject().Where(entry => entry.Name.StartsWith("loss_", StringComparison.Ordinal)).SelectMany(entry => OfLoss(Losses[entry.Name], entry.Value)),
            .. OfBatchNormalization(golden.GetProperty("batchnorm")),
            .. OfEvaluation(golden.GetProperty("evaluate_b2")),
        ];
    }

    private static IEnumerable<Difference> OfOptimizer(string name, JsonElement entry)
    {
        Optimizer optimizer = GoldenOptimizer.Make(entry.GetProperty("name").GetString()!, entry.GetProperty("config"));
        var run = new OptimizerRun(optimizer, Start);
        double weights = 0;
        foreach ((float[][] gradients, JsonElement expected) in Gradients.Zip(entry.GetProperty("steps").EnumerateArray()))
        {
            run.Step(gradients);
            weights = Math.Max(weights, Math.Max(Doubles.Distance(Numbers(expected.GetProperty("kernel")), run[0]), Doubles.Distance(Numbers(expected.GetProperty("bias")), run[1])));
        }
        yield return new Difference("optimizer", name, "weights by given gradients", weights, 1e-6);
        // The first two variables are the counter of steps and the learning rate.
        JsonElement[] slots = [.. entry.GetProperty("final_slots").EnumerateArray().Skip(2)];
        if (slots.Length != optimizer.Slots.Count) throw new InvalidDataException($"Keras keeps {slots.Length} slots for {name}, and Keratin {optimizer.Slots.Count}.");
        if (slots.Length > 0)
            yield return new Difference("optimizer", name, "slots by given gradients", slots.Zip(optimizer.Slots, (expected, slot) => Doubles.Distance(Numbers(expected), Wide(slot.Values))).Max(), 1e-6);
    }

    private static IEnumerable<Difference> OfLoss((string Name, Func<Loss> Make) loss, JsonElement entry)
    {
        Sequential model = Identity(loss.Make());
        NDArray x = Rows(entry.GetProperty("y_pred")), y = Rows(entry.GetProperty("y_true"));
        double[] expected = Numbers(entry.GetProperty("per_sample"));
        yield return new Difference("loss", loss.Name, "each row, NumPy (relative)", expected.Select((value, row) => Doubles.Relative(value, model.Evaluate(x[row..(row + 1)], y[row..(row + 1)]).Loss)).Max(), 1e-6);
        double[] weights = Numbers(entry.GetProperty("sample_weight"));
        double mean = model.Evaluate(x, y, sampleWeight: weights.Length == 0 ? null : Rows(entry.GetProperty("sample_weight"))).Loss;
        yield return new Difference("loss", loss.Name, weights.Length == 0 ? "mean, NumPy (relative)" : "weighted mean, NumPy (relative)", Doubles.Relative(entry.GetProperty("value").GetDouble(), mean), 1e-6);
    }

    private static IEnumerable<Difference> OfBatchNormalization(JsonElement entry)
    {
        NDArray x = Rows(entry.GetProperty("x"));
        var layer = new BatchNormalization();
        var input = new Node(new Placeholder("x", x.Shape[1..].Prepend(Shape.Batch)));
        var context = new LayerContext(training: true, seed: 1, layerIndex: 0, new Variable("iteration", Shape.Scalar, ElementType.Int64));
        Node normalized = layer.Apply(input, context);
        var plan = new Plan(new Graph([normalized], [.. context.Effects]), x.Length, CpuBackend.Instance);
        x.ToArray().CopyTo(plan.Value(input, x.Length));
        if (!plan.Run(x.Length, team: null)) throw new InvalidOperationException("A step without a loss was refused.");
        yield return new Difference("layer", "BatchNormalization", "training, NumPy", Doubles.Distance(Numbers(entry.GetProperty("train_out")), Wide(plan.Value(normalized, x.Length))), 1e-6);
        double[] statistics = [.. Numbers(entry.GetProperty("moving_mean")), .. Numbers(entry.GetProperty("moving_var"))];
        yield return new Difference("layer", "BatchNormalization", "moving statistics, NumPy", Doubles.Distance(statistics, [.. layer.NonTrainableWeights.SelectMany(weight => Wide(weight.Values))]), 1e-6);
        var model = new Sequential(new Input(x.Shape[1]), new BatchNormalization());
        model.SetWeights([.. layer.Weights.Select(weight => new NDArray(weight.Values.ToArray(), weight.Shape))]);
        yield return new Difference("layer", "BatchNormalization", "inference, NumPy (relative)", Doubles.RelativeDistance(Numbers(entry.GetProperty("infer_out")), model.Predict(x).ToDoubles()), 1e-6);
    }

    private static IEnumerable<Difference> OfEvaluation(JsonElement entry)
    {
        Sequential model = Identity("sparse_categorical_crossentropy", ["accuracy"], ["acc"]);
        NDArray predictions = Rows(entry.GetProperty("predict")), y = Rows(entry.GetProperty("y"));
        foreach ((string name, NDArray? weights) in new[] { ("plain", null), ("weighted", Rows(entry.GetProperty("sw"))) })
        {
            Evaluation evaluation = model.Evaluate(predictions, y, batchSize: 2, sampleWeight: weights);
            yield return new Difference("evaluation", name, "loss, metric and weighted metric", entry.GetProperty(name).EnumerateObject().Max(value => Doubles.Relative(value.Value.GetDouble(), evaluation[value.Name])), 1e-6);
        }
    }

    private static Sequential Identity(Loss loss, Metric[]? metrics = null, Metric[]? weightedMetrics = null)
    {
        var model = new Sequential(new Activation("linear"));
        model.Compile(loss: loss, metrics: metrics, weightedMetrics: weightedMetrics);
        return model;
    }

    private static double[] Wide(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), value => (double)value);

    // Nested lists of numbers, flat; of null, none.
    private static double[] Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Number => [element.GetDouble()],
        _ => [.. element.EnumerateArray().SelectMany(Numbers)],
    };

    private static NDArray Rows(JsonElement element)
    {
        float[] numbers = Array.ConvertAll(Numbers(element), number => (float)number);
        int rows = element.GetArrayLength();
        return element[0].ValueKind == JsonValueKind.Number ? new NDArray(numbers, [rows]) : new NDArray(numbers, [rows, numbers.Length / rows]);
    }
}
