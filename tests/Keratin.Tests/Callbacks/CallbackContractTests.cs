using Microsoft.Extensions.Logging.Abstractions;

namespace Keratin.Tests;

/// <summary>What every callback promises. One without a sample here fails the suite.</summary>
public sealed class CallbackContractTests
{
    private static readonly NDArray X = Examples.Numbers(12, 3), Y = Examples.Numbers(12, 1, seed: 2);

    private static readonly Dictionary<Type, Func<TemporaryFolder, Callback>> Samples = new()
    {
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
