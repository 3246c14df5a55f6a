using Keratin.Core;
using Keratin.Formats;

namespace Keratin.Parity;

/// <summary>
/// A model that real Keras trained and saved: its layers written down here, its weights and its optimizer's state from
/// Keras's file.
/// </summary>
internal sealed class GoldenModel(string goldens, string name)
{
    private static readonly Dictionary<string, (Func<Layer[]> Layers, Func<(Optimizer Optimizer, Loss Loss)>? Compiled)> Known = new()
    {
        ["seq_dense"] = (() => [new Input(20), new Dense(8, "relu"), new Dense(8, "relu"), new Dense(5, "softmax")], () => ("rmsprop", "sparse_categorical_crossentropy")),
        ["seq_dense_named_adam_l2"] = (() => [new Input(6), new Dense(7, "tanh", kernelRegularizer: new L2(0.01), name: "hidden"), new Dense(1, useBias: false, name: "price")], () => (new Adam(0.01), "mse")),
        ["dropout_batchnorm"] = (() => [new Input(10), new Dense(8), new BatchNormalization(), new Activation("relu"), new Dropout(0.5), new Dense(3, "softmax")], () => ("adam", "sparse_categorical_crossentropy")),
        ["embedding_flatten"] = (() => [new Input(7), new Embedding(50, 4), new Flatten(), new Dense(1, "sigmoid")], () => ("rmsprop", "binary_crossentropy")),
        ["embedding_pooling"] = (() => [new Input(9), new Embedding(30, 6), new GlobalAveragePooling1D(), new Dense(8, "relu"), new Dense(3)], () => ("adam", new SparseCategoricalCrossentropy(fromLogits: true))),
        ["uncompiled"] = (() => [new Input(5), new Dense(4, "relu"), new Dense(2)], null),
    };

    private readonly NpzArchive _data = Npz.Load(Path.Combine(goldens, "models", $"{name}.npz"));

    /// <summary>The models whose layers exist here.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    public NDArray Input => this["input"];

    /// <summary>What Keras predicts.</summary>
    public NDArray Expected => this["expected"];

    /// <summary>Whether Keras went on training for one step after it had loaded the file.</summary>
    public bool Resumes => _data.Names.Contains("resume_loss");

    /// <summary>The rows of that step.</summary>
    public (NDArray X, NDArray Y) NextBatch => (Input[..8], this["label"][..8]);

    public double NextLoss => this["resume_loss"].Item();

    /// <summary>The weights after that step.</summary>
    public NDArray[] NextWeights => [.. Enumerable.Range(0, _data.Names.Count(array => array.StartsWith("resume_w_", StringComparison.Ordinal))).Select(i => this[$"resume_w_{i}"])];

    private NDArray this[string array] => _data[array].ToNDArray();

    /// <summary>The model before training, compiled where Keras's was.</summary>
    public Sequential Make()
    {
        (Func<Layer[]> layers, Func<(Optimizer Optimizer, Loss Loss)>? compiled) = Known[name];
        var model = new Sequential(layers());
        if (compiled is not null)
        {
            (Optimizer optimizer, Loss loss) = compiled();
            model.Compile(optimizer, loss);
        }
        return model;
    }

    /// <summary>The model as Keras saved it.</summary>
    public Sequential Load()
    {
        NpzArchive file = Npz.Load(Path.Combine(goldens, "models", $"{name}.h5arrays.npz"));
        Sequential model = Make();
        // Keras's files name layers after their classes, dense, dense_1, whatever their own names are.
        var places = new Dictionary<string, int>();
        var weights = new List<NDArray>();
        foreach (Layer layer in model.Layers)
        {
            string className = SnakeCase.Of(layer.GetType().Name);
            int before = places.GetValueOrDefault(className);
            places[className] = before + 1;
            weights.AddRange(layer.Weights.Select((_, i) => file[$"layers/{(before == 0 ? className : $"{className}_{before}")}/vars/{i}"].ToNDArray()));
        }
        model.SetWeights([.. weights]);
        if (model.Optimizer is not { } optimizer) return model;
        optimizer.Build([.. model.TrainableWeights]);
        optimizer.Iteration.Counter = (long)file["optimizer/vars/0"].ToNDArray().Item();
        IReadOnlyList<Variable> slots = optimizer.Slots;
        for (int i = 0; i < slots.Count; i++) file[$"optimizer/vars/{i + 2}"].ToNDArray().ToArray().CopyTo(slots[i].Values);
        if (file.TryGet($"optimizer/vars/{slots.Count + 2}", out _)) throw new InvalidDataException($"Keras's file of {name} holds more of the optimizer than there are slots.");
        return model;
    }
}
