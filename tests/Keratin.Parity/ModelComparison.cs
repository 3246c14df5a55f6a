using Keratin.Formats;

namespace Keratin.Parity;

/// <summary>Predicts with models that real Keras trained and saved: their layers written down here, their weights from its files.</summary>
internal static class ModelComparison
{
    private static readonly Dictionary<string, (Func<Layer[]> Layers, string[] Weights)> Models = new()
    {
        ["seq_dense"] = (() => [new Input(20), new Dense(8, "relu"), new Dense(8, "relu"), new Dense(5, "softmax")], ["dense/0", "dense/1", "dense_1/0", "dense_1/1", "dense_2/0", "dense_2/1"]),
        ["seq_dense_named_adam_l2"] = (() => [new Input(6), new Dense(7, "tanh"), new Dense(1, useBias: false)], ["dense/0", "dense/1", "dense_1/0"]),
        ["dropout_batchnorm"] = (() => [new Input(10), new Dense(8), new BatchNormalization(), new Activation("relu"), new Dropout(0.5f), new Dense(3, "softmax")],
            ["dense/0", "dense/1", "batch_normalization/0", "batch_normalization/1", "batch_normalization/2", "batch_normalization/3", "dense_1/0", "dense_1/1"]),
        ["embedding_flatten"] = (() => [new Input(7), new Embedding(50, 4), new Flatten(), new Dense(1, "sigmoid")], ["embedding/0", "dense/0", "dense/1"]),
        ["embedding_pooling"] = (() => [new Input(9), new Embedding(30, 6), new GlobalAveragePooling1D(), new Dense(8, "relu"), new Dense(3)], ["embedding/0", "dense/0", "dense/1", "dense_1/0", "dense_1/1"]),
        ["uncompiled"] = (() => [new Input(5), new Dense(4, "relu"), new Dense(2)], ["dense/0", "dense/1", "dense_1/0", "dense_1/1"]),
    };

    public static IEnumerable<Difference> Run(string goldens)
    {
        foreach ((string name, (Func<Layer[]> layers, string[] weights)) in Models)
        {
            NpzArchive saved = Npz.Load(Path.Combine(goldens, "models", $"{name}.h5arrays.npz")), data = Npz.Load(Path.Combine(goldens, "models", $"{name}.npz"));
            var model = new Sequential(layers());
            model.SetWeights([.. weights.Select(weight => saved[$"layers/{weight.Replace("/", "/vars/", StringComparison.Ordinal)}"].ToNDArray())]);
            double distance = Doubles.Distance(data["expected"].ToNDArray(), model.Predict(data["input"].ToNDArray()));
            foreach (string layer in model.Layers.Select(layer => layer.GetType().Name).Distinct()) yield return new Difference("layer", layer, "predictions", distance, 1e-5);
        }
    }
}
