using Keratin.Tests;

namespace Keratin.Cli.Tests;

/// <summary>Small models in files.</summary>
internal static class SmallModels
{
    /// <summary>A compiled and trained model of three layers.</summary>
    public static Sequential Make(int units = 4, double rate = 0.01)
    {
        var model = new Sequential([new Input([3], "measurements"), new Dense(units, "relu"), new Dropout(0.5), new Dense(1, "sigmoid")], seed: 11, name: "plants");
        model.Compile(new Adam { LearningRate = rate }, "binary_crossentropy", ["accuracy"]);
        model.TrainOnBatch(new float[,] { { 1, 2, 3 }, { 3, 2, 1 } }, new float[,] { { 0 }, { 1 } });
        return model;
    }

    /// <summary>Saves a model and returns its path.</summary>
    public static string SaveIn(this Model model, TemporaryFolder folder, string name)
    {
        model.Save(folder.Path(name));
        return folder.Path(name);
    }
}
