using Keratin.Core;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Whole models that real Keras trained: its weights and its optimizer's state in, its outputs, its next step and its summary out.</summary>
public sealed class ModelGoldenTests
{
    private static Sequential Make(string name)
    {
        (Layer[] layers, Optimizer optimizer, Loss loss) = name switch
        {
            "dropout_batchnorm" => ((Layer[])[new Input(10), new Dense(8), new BatchNormalization(), new Activation("relu"), new Dropout(0.5), new Dense(3, "softmax")],
                (Optimizer)"adam", (Loss)"sparse_categorical_crossentropy"),
            "embedding_flatten" => ([new Input(7), new Embedding(50, 4), new Flatten(), new Dense(1, "sigmoid")], "rmsprop", "binary_crossentropy"),
            _ => ([new Input(9), new Embedding(30, 6), new GlobalAveragePooling1D(), new Dense(8, "relu"), new Dense(3)], "adam", new SparseCategoricalCrossentropy(fromLogits: true)),
        };
        var model = new Sequential(layers);
        model.Compile(optimizer, loss);
        return model;
    }

    // Keras's files name a layer after its class, dense, dense_1; so do our models.
    private static void Load(Sequential model, string name)
    {
        NpzArchive file = Npz.Load(ReferenceFiles.Path("goldens", "models", $"{name}.h5arrays.npz"));
        model.SetWeights([.. model.Layers.SelectMany(layer => layer.Weights.Select((_, i) => file[$"layers/{layer.Name}/vars/{i}"].ToNDArray()))]);
        Optimizer optimizer = model.Optimizer!;
        optimizer.Build([.. model.TrainableWeights]);
        optimizer.Iteration.Counter = (long)file["optimizer/vars/0"].ToNDArray().Item();
        for (int i = 0; i < optimizer.Slots.Count; i++) file[$"optimizer/vars/{i + 2}"].ToNDArray().ToArray().CopyTo(optimizer.Slots[i].Values);
        Assert.False(file.TryGet($"optimizer/vars/{optimizer.Slots.Count + 2}", out _));
    }

    [Theory]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    public void It_predicts_what_Keras_predicts(string name)
    {
        Sequential model = Make(name);
        Load(model, name);
        NpzArchive golden = Npz.Load(ReferenceFiles.Path("goldens", "models", $"{name}.npz"));
        NDArray x = golden["input"].ToNDArray();
        double[] expected = golden["expected"].ToNDArray().ToDoubles();
        Reference.Close(expected, model.Predict(x).ToDoubles(), 2e-6);
        Reference.Close(expected, model.ToPredictor().Predict(x).ToDoubles(), 2e-6);
    }

    [Theory]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    public void It_makes_the_next_step_as_Keras_does(string name)
    {
        Sequential model = Make(name);
        Load(model, name);
        NpzArchive golden = Npz.Load(ReferenceFiles.Path("goldens", "models", $"{name}.npz"));
        NDArray x = golden["input"].ToNDArray()[..8], y = golden["label"].ToNDArray()[..8];

        Assert.Equal((double)golden["resume_loss"].ToNDArray().Item(), model.TrainOnBatch(x, y)["loss"], 1e-6);

        NDArray[] weights = model.GetWeights();
        for (int i = 0; i < weights.Length; i++) Reference.Close(golden[$"resume_w_{i}"].ToNDArray().ToDoubles(), weights[i].ToDoubles(), 2e-6);
    }

    [Theory]
    [InlineData("dropout_batchnorm")]
    [InlineData("embedding_flatten")]
    [InlineData("embedding_pooling")]
    public void Its_summary_is_Keras_to_the_letter(string name)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Make(name).Summary(writer);
        Assert.Equal(File.ReadAllText(ReferenceFiles.Path("goldens", "text", $"summary_{name}.txt")).TrimEnd(), writer.ToString().TrimEnd());
    }
}
