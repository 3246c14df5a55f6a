using System.Text.Json;
using Keratin.Formats;

namespace Keratin.Parity;

/// <summary>One epoch of five batches in real Keras: the model, the data, and what came of each step.</summary>
internal sealed class GoldenSteps
{
    private readonly JsonElement _case;
    private readonly NpzArchive _arrays;

    public GoldenSteps(string goldens, string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(goldens, "steps", "manifest.json")));
        _case = document.RootElement.GetProperty("cases").EnumerateArray().First(one => one.GetProperty("file").GetString() == $"steps/{name}.npz").Clone();
        _arrays = Npz.Load(Path.Combine(goldens, "steps", $"{name}.npz"));
        Batches = [.. _case.GetProperty("batches").EnumerateArray().Select(batch => batch[0].GetInt32()..batch[1].GetInt32())];
    }

    public Range[] Batches { get; }

    public NDArray X => this["x"];

    public NDArray Y => this["y"];

    public NDArray this[string name] => _arrays[name].ToNDArray();

    /// <summary>The loss of each batch before its step.</summary>
    public double[] Losses => this["loss"].ToDoubles();

    /// <summary>The loss that <c>fit</c> reports for the epoch.</summary>
    public double EpochLoss => _case.GetProperty("fit_epoch_loss").GetDouble();

    /// <summary>The weights after some steps; none are the weights at the start.</summary>
    public NDArray[] Weights(int steps) => [.. Enumerable.Range(0, _case.GetProperty("weights").GetArrayLength()).Select(i => this[$"w{steps}_{i}"])];

    /// <summary>
    /// The optimizer's slots at the end, in the order of Keras's files: all but iteration, learning rate and Nadam's
    /// product (a variable without a name of its own), which is a function of the iteration.
    /// </summary>
    public NDArray[] Slots =>
    [
        .. from variable in _case.GetProperty("optimizer_variables").EnumerateArray().Select((path, i) => (Name: path.GetString()!.Split('/')[^1], Index: i))
           where variable.Name is not ("iteration" or "learning_rate" or "variable")
           select this[$"opt_{variable.Index}"],
    ];

    public Dense[] MakeLayers() =>
        [.. _case.GetProperty("layers").EnumerateArray().Select(layer => new Dense(layer.GetProperty("units").GetInt32(), layer.GetProperty("activation").GetString()!))];

    public Loss MakeLoss()
    {
        JsonElement loss = _case.GetProperty("loss"), arguments = _case.GetProperty("loss_arguments");
        bool logits = arguments.TryGetProperty("from_logits", out JsonElement given) && given.GetBoolean();
        double smoothing = arguments.TryGetProperty("label_smoothing", out JsonElement share) ? share.GetDouble() : 0;
        return loss.ValueKind == JsonValueKind.String ? loss.GetString()! : loss.GetProperty("class_name").GetString() switch
        {
            "CategoricalCrossentropy" => new CategoricalCrossentropy(logits, smoothing),
            "SparseCategoricalCrossentropy" => new SparseCategoricalCrossentropy(logits),
            "BinaryCrossentropy" => new BinaryCrossentropy(logits, smoothing),
            "Huber" => new Huber(arguments.GetProperty("delta").GetDouble()),
            var other => throw new NotSupportedException(other),
        };
    }

    public Optimizer MakeOptimizer() =>
        GoldenOptimizer.Make(SnakeCase.Of(_case.GetProperty("optimizer").GetProperty("class_name").GetString()!), _case.GetProperty("optimizer").GetProperty("config"));
}
