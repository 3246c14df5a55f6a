using System.IO.Compression;

namespace Keratin.Fuzz;

/// <summary>Small models of many layers, and the files that are made of them.</summary>
internal static class SampleModels
{
    /// <summary>A compiled and trained stack with layers of most kinds, an encoder and texts beside.</summary>
    public static Sequential Stack()
    {
        var model = new Sequential([new Input(3), new Embedding(10, 4), new Flatten(), new Dense(6, "relu", kernelRegularizer: new L2(0.01)), new BatchNormalization(), new Reshape([3, 2]), new LayerNormalization(), new GlobalAveragePooling1D(), new PReLU(), new Dropout(0.25), new Dense(1, kernelConstraint: "max_norm")], seed: 11, name: "stack");
        model.Compile(new Adam { LearningRateSchedule = new CosineDecay(0.01, 60), UseEma = true, GlobalClipNorm = 1 }, new Huber(0.5), ["mae", new Precision(), new AUC()]);
        model.TrainOnBatch(new float[,] { { 1, 2, 3 }, { 3, 2, 1 } }, new float[,] { { 0 }, { 1 } });
        model.FeatureSpace = new FeatureSpace(new() { ["height"] = "float", ["age"] = "float_rescaled", ["kind"] = FeatureSpace.StringHashed(4) });
        model.Metadata["author"] = "Ada";
        return model;
    }

    /// <summary>A model of two inputs and two outputs, with a model inside.</summary>
    public static Model Branches()
    {
        Input a = new([4], "a"), b = new([4], "b");
        var shared = new Dense(4, "tanh", name: "shared");
        var inner = new Sequential([new Dense(4, "gelu"), new GaussianNoise(0.1)], seed: 9, name: "inner");
        KerasTensor left = inner.Call(shared.Call(a)), right = shared.Call(b);
        KerasTensor joined = new Concatenate().Call(left, new Multiply().Call(left, right), new Dot(1).Call(left, right));
        var model = new Model([a, b], [new Dense(1, name: "p").Call(joined), new Dense(2, "softmax", name: "q").Call(new Normalization(mean: new float[] { 0 }, variance: new float[] { 1 }).Call(joined))], seed: 3);
        model.Compile("sgd", ["mse", "sparse_categorical_crossentropy"], [1, 0.25], [["mae"], ["accuracy"]]);
        return model;
    }

    /// <summary>A model of few bytes.</summary>
    public static Sequential Small() => new([new Dense(1, inputShape: [2])], seed: 1, name: "small");

    /// <summary>The file that something is saved to.</summary>
    /// <param name="end">How its name ends.</param>
    /// <param name="save">Saves to a path.</param>
    public static byte[] Saved(string end, Action<string> save)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("keratin-");
        try
        {
            string path = Path.Combine(folder.FullName, "saved" + end);
            save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A member of an archive.</summary>
    public static byte[] Member(byte[] archive, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var content = new MemoryStream();
        using Stream stream = zip.GetEntry(name)!.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
