using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Keratin.Torture;

/// <summary>What is killed and made to fail, as a program of its own. Between two marks in the list of system calls stands what is looked at.</summary>
internal static class Workload
{
    /// <summary>The file could not be written, and the program said so.</summary>
    public const int Refused = 3;

    /// <summary>Names that no file has: asking for them marks the list of system calls.</summary>
    public const string Begin = "/keratin-torture-begin", End = "/keratin-torture-end";

    /// <summary>Saves a model, whole or its weights as the file's end says.</summary>
    public static int Save(string path, int seed) => Watched(() =>
    {
        Model model = Classifier(seed);
        return () =>
        {
            if (path.EndsWith(".keras", StringComparison.Ordinal)) model.Save(path);
            else model.SaveWeights(path);
        };
    });

    /// <summary>Trains with backups in a folder, and prints what came of it.</summary>
    public static int Fit(string folder)
    {
        string backup = Path.Combine(folder, "backup");
        // With another seed than before it went on, a training must end as with the first.
        Model model = Classifier(Directory.Exists(backup) && Directory.GetFiles(backup, "*.backup").Length > 0 ? Random.Shared.Next() : 5);
        (NDArray x, NDArray y) = Data();
        int code = Watched(() => () => model.Fit(x, y, batchSize: 8, epochs: 4, verbose: 0, seed: 3, callbacks: [
            new BackupAndRestore(backup, saveEverySteps: 7), new EpochLine(), new EarlyStopping("loss", patience: 3, restoreBestWeights: true),
            new ModelCheckpoint(Path.Combine(folder, "best.keras"), monitor: "loss", saveBestOnly: true), new CSVLogger(Path.Combine(folder, "log.csv"))]));
        if (code == 0) Console.WriteLine($"result {HashOf(model)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "log.csv"))))} {HashOf(Model.Load(Path.Combine(folder, "best.keras")))}");
        return code;
    }

    /// <summary>A hash of a model's weights.</summary>
    public static string HashOf(Model model) => Convert.ToHexString(SHA256.HashData([.. model.GetWeights().SelectMany(weight => MemoryMarshal.AsBytes<float>(weight.ToArray()).ToArray())]));

    private static Sequential Classifier(int seed)
    {
        var model = new Sequential([new Dense(16, activation: "relu", inputShape: [12]), new Dropout(0.3), new BatchNormalization(), new Dense(4, activation: "softmax")], seed);
        model.Compile(new Adam(), "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    private static (NDArray X, NDArray Y) Data()
    {
        var random = new Random(1);
        var x = new float[64, 12];
        var y = new int[64];
        for (int row = 0; row < y.Length; row++)
        {
            for (int column = 0; column < 12; column++) x[row, column] = random.NextSingle();
            y[row] = random.Next(4);
        }
        return (x, y);
    }

    private static int Watched(Func<Action> prepare)
    {
        Action work = prepare();
        File.Exists(Begin);
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return Refused;
        }
        finally
        {
            File.Exists(End);
        }
        return 0;
    }

    private sealed class EpochLine : Callback
    {
        protected override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Console.WriteLine($"epoch {epoch + 1}");
    }
}
