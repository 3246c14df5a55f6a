using System.IO.Compression;
using System.Text;
using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>A file of each kind that can be looked into, and small enough to be damaged thousands of times.</summary>
internal static class InspectionSamples
{
    /// <summary>A compiled and trained stack with all that a <c>.keras</c> file can hold.</summary>
    public static Sequential Stack()
    {
        var model = new Sequential([new Input([3], "measurements"), new Dense(4, "relu"), new Dropout(0.5), new Dense(1, "sigmoid")], seed: 11, name: "plants");
        model.Compile(new Adam { LearningRate = 0.01 }, "binary_crossentropy", ["accuracy"]);
        model.TrainOnBatch(new float[,] { { 1, 2, 3 }, { 3, 2, 1 } }, new float[,] { { 0 }, { 1 } });
        var space = new FeatureSpace(new() { ["height"] = "float", ["age"] = "float_rescaled", ["width"] = "float" });
        model.FeatureSpace = space;
        model.Metadata["author"] = "Ada";
        model.Metadata["made of"] = "the plants of 1843, without those that nobody could name; measured twice by two people, who did not know of each other";
        return model;
    }

    /// <summary>A model of two inputs and two outputs, with a model inside.</summary>
    public static Model Branches()
    {
        Input a = new([4], "a"), b = new([4], "b");
        var shared = new Dense(4, "tanh", name: "shared");
        KerasTensor left = new Sequential([new Dense(6, "gelu"), new BatchNormalization()], name: "inner").Call(shared.Call(a)), right = shared.Call(b);
        KerasTensor joined = new Concatenate().Call(left, right);
        var model = new Model([a, b], [new Dense(1, name: "p").Call(joined), new Dense(2, "softmax", name: "q").Call(joined)], seed: 3);
        model.Compile(new SGD { LearningRateSchedule = new CosineDecay(0.1, 60) }, ["mse", "sparse_categorical_crossentropy"], metrics: [["mae"], ["accuracy"]]);
        return model;
    }

    /// <summary>Writes a file of each kind.</summary>
    /// <param name="folder">Where to.</param>
    /// <returns>Its name by the kind.</returns>
    public static string[] WriteAll(TemporaryFolder folder)
    {
        Sequential stack = Stack();
        foreach (string name in (string[])["plants.weights.h5", "plants.safetensors", "plants.npz"]) stack.SaveWeights(folder.Path(name));
        stack.Save(folder.Path("plants.keras"));
        stack.Export(folder.Path("plants.onnx"));
        Npy.Save(folder.Path("numbers.npy"), NpyArray.Create<short>([1, 2, 3, 4, 5, 6], [2, 3]));
        File.WriteAllBytes(folder.Path("legacy.h5"), LegacySamples.Keras2Row);
        return ["plants.keras", "legacy.h5", "plants.weights.h5", "plants.safetensors", "plants.npz", "numbers.npy", "plants.onnx"];
    }

    /// <summary>Writes a <c>.keras</c> file anew with another configuration.</summary>
    public static void Change(string path, Func<string, string> configuration)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update);
        using Stream stream = archive.GetEntry("config.json")!.Open();
        using var reader = new StreamReader(stream);
        byte[] changed = Encoding.UTF8.GetBytes(configuration(reader.ReadToEnd()));
        stream.Position = 0;
        stream.SetLength(changed.Length);
        stream.Write(changed);
    }
}
