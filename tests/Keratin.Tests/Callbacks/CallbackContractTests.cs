using Microsoft.Extensions.Logging.Abstractions;

namespace Keratin.Tests;

/// <summary>What every callback promises. One without a sample here fails the suite.</summary>
public sealed class CallbackContractTests
{
    private static readonly NDArray X = Examples.Numbers(12, 3), Y = Examples.Numbers(12, 1, seed: 2);

    private static readonly Dictionary<Type, Func<TemporaryFolder, Callback>> Samples = new()
    {
        [typeof(BackupAndRestore)] = folder => new BackupAndRestore(folder.Path("backup"), saveEverySteps: 1),
        [typeof(CSVLogger)] = folder => new CSVLogger(folder.Path("log.csv")),
        [typeof(EarlyStopping)] = _ => new EarlyStopping(minDelta: 100, patience: 2, restoreBestWeights: true),
        [typeof(LambdaCallback)] = _ => new LambdaCallback(onEpochEnd: (epoch, logs) => logs["epoch"] = epoch),
        [typeof(LearningRateScheduler)] = _ => new LearningRateScheduler((epoch, rate) => rate * 0.5),
        [typeof(ModelCheckpoint)] = folder => new ModelCheckpoint(folder.Path("best.npz"), saveBestOnly: true),
        [typeof(ProgressReporter)] = _ => new ProgressReporter(new Progress<TrainingProgress>(), everyStep: true),
        [typeof(ReduceLROnPlateau)] = _ => new ReduceLROnPlateau(minDelta: 100, patience: 2, factor: 0.5, cooldown: 1),
        [typeof(SwapEMAWeights)] = _ => new SwapEMAWeights(),
        [typeof(TerminateOnNaN)] = _ => new TerminateOnNaN(),
        [typeof(TrainingLogger)] = _ => new TrainingLogger(NullLogger.Instance),
    };

    public static TheoryData<Type> Callbacks => ExportedTypes.Of<Callback>();

    // Kept apart from the callback's own files, and each a new process would have: new objects, another seed.
    [Theory]
    [MemberData(nameof(Callbacks))]
    public void Broken_off_after_any_step_a_training_goes_on_as_if_nothing_had_happened(Type type)
    {
        string uninterrupted = Run(crashes: []);
        // Six epochs of three steps; after the first there is a backup.
        foreach (int step in (int[])[2, 3, 4, 8, 12, 17]) Assert.Equal(uninterrupted, Run(crashes: [step]));
        Assert.Equal(uninterrupted, Run(crashes: [4, 1, 9]));

        string Run(int[] crashes)
        {
            using TemporaryFolder folder = new(), backup = new();
            int seed = 5;
            foreach (int step in crashes)
            {
                try
                {
                    // One that stops by itself may be over before.
                    return Fit(seed++, step);
                }
                catch (CrashException)
                {
                }
            }
            return Fit(crashes.Length == 0 ? seed : seed + 100, crashAt: null);

            string Fit(int modelSeed, int? crashAt)
            {
                var model = new Sequential([new Dense(8, activation: "relu"), new Dropout(0.3), new BatchNormalization(), new Dense(1)], modelSeed);
                model.Compile(new RMSprop(0.01) { UseEma = true, EmaMomentum = 0.5 }, "mse", ["mae"]);
                List<Callback> callbacks = [Samples.SampleOf(type, nameof(CallbackContractTests))(folder), new Crash(crashAt)];
                if (type != typeof(BackupAndRestore)) callbacks.Insert(0, new BackupAndRestore(backup.Path("backup"), saveEverySteps: 1));
                History history = model.Fit(X, Y, batchSize: 5, epochs: 6, verbose: 0, callbacks: callbacks, validationData: (X[..4], Y[..4]));
                IEnumerable<string> files = Directory.GetFiles(folder.Path(""), "*").Order().Select(file => Convert.ToHexString(File.ReadAllBytes(file)));
                return string.Join('\n', [model.Bits(), $"{model.Optimizer!.Iteration.Counter} {history.Epochs}", .. history.Names.Select(name => $"{name}: {string.Join(' ', history[name])}"), .. files]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void Used_for_a_second_Fit_it_starts_afresh(Type type)
    {
        using var folder = new TemporaryFolder();
        Callback callback = Samples.SampleOf(type, nameof(CallbackContractTests))(folder);
        (string first, string second) = (Run(), Run());
        Assert.Equal(first, second);

        // All that can be seen from outside: the history, the weights, what was written.
        string Run()
        {
            Sequential model = Examples.Regression(3, optimizer: new SGD(0.01) { UseEma = true, EmaMomentum = 0.5 });
            History history = model.Fit(X, Y, batchSize: 5, epochs: 6, verbose: 0, callbacks: [callback], validationData: (X[..4], Y[..4]));
            Assert.Same(model, callback.Model);
            IEnumerable<string> files = Directory.GetFiles(folder.Path(""), "*").Order().Select(file => Convert.ToHexString(File.ReadAllBytes(file)));
            return string.Join('\n', [model.Bits(), .. history.Names.Select(name => $"{name}: {string.Join(' ', history[name])}"), .. files]);
        }
    }
}
