using Keratin.Formats;

namespace Keratin.Tests;

public sealed class BackupAndRestoreTests : IDisposable
{
    private static readonly NDArray X = Examples.Numbers(23, 6), Y = Examples.Labels(23, 4);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<Type, string> Optimizers => OptimizerConfigTests.ClassesAndOptions;

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_goes_on_with_the_same_bits(Type type, string option) =>
        AssertGoesOn(() => OptimizerConfigTests.Sample(type, option), (model, callbacks) => model.Fit(X, Y, batchSize: 5, epochs: 3, verbose: 0, callbacks: callbacks), crashes: [7], saveEverySteps: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Epochs_of_fewer_steps_than_rows_go_on_where_they_were_among_the_rows(int stepsPerEpoch) =>
        AssertGoesOn(() => new Adam(), (model, callbacks) => model.Fit(X, Y, batchSize: 5, epochs: 6, verbose: 0, callbacks: callbacks, stepsPerEpoch: stepsPerEpoch), crashes: [2, 3]);

    [Fact]
    public void Rows_that_are_not_shuffled_and_weights_of_samples_too() =>
        AssertGoesOn(() => new Adam(), (model, callbacks) => model.Fit(X, Y, batchSize: 5, epochs: 3, verbose: 0, callbacks: callbacks, shuffle: false,
            sampleWeight: Examples.Numbers(23, 1).Reshape(23) * 0.5 + 0.5, validationSplit: 0.2), crashes: [6]);

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Batches_of_a_stream_that_were_trained_on_are_passed_over(int? stepsPerEpoch) =>
        AssertGoesOn(() => new Adam(), (model, callbacks) => model.Fit(Batches(), epochs: 4, stepsPerEpoch: stepsPerEpoch, verbose: 0, callbacks: callbacks), crashes: [3, 4]);

    [Fact]
    public void Without_backups_of_steps_it_goes_on_with_the_epoch()
    {
        string uninterrupted = Train(_folder.Path("none"), seed: 3, crashAt: null);
        Assert.Throws<CrashException>(() => Train(_folder.Path("backup"), seed: 3, crashAt: 12, saveEverySteps: null));
        // Two epochs of five steps are over; the third was begun.
        Assert.Equal(["fit-000000000005.backup", "fit-000000000010.backup"], Backups());
        Assert.Equal(uninterrupted, Train(_folder.Path("backup"), seed: 4, crashAt: null, saveEverySteps: null));
    }

    [Fact]
    public void After_the_end_the_backups_are_gone_or_on_request_stay_and_leave_nothing_to_do()
    {
        Train(_folder.Path("backup"), seed: 3, crashAt: null);
        Assert.False(Directory.Exists(_folder.Path("backup")));

        string done = Train(_folder.Path("backup"), seed: 3, crashAt: null, deleteCheckpoint: false);
        Assert.Equal(2, Backups().Length);
        // No step is made, so nothing can crash.
        Assert.Equal(done, Train(_folder.Path("backup"), seed: 9, crashAt: 1, deleteCheckpoint: false));
    }

    [Fact]
    public void More_epochs_than_before_go_on_too()
    {
        string uninterrupted = Train(_folder.Path("none"), seed: 3, crashAt: null, epochs: 5);
        Train(_folder.Path("backup"), seed: 3, crashAt: null, deleteCheckpoint: false);
        Assert.Equal(uninterrupted, Train(_folder.Path("backup"), seed: 8, crashAt: null, epochs: 5));
    }

    [Fact]
    public void A_training_that_is_cancelled_goes_on_after_its_last_step()
    {
        string uninterrupted = Train(_folder.Path("none"), seed: 3, crashAt: null);
        using var cancellation = new CancellationTokenSource();
        Sequential model = Classifier(new Adam(), 3);
        int steps = 0;
        Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, batchSize: 5, epochs: 3, verbose: 0, cancellationToken: cancellation.Token,
            callbacks: [new BackupAndRestore(_folder.Path("backup")), new Stopper(() => { if (++steps == 8) cancellation.Cancel(); })]));
        Assert.Equal(["fit-000000000005.backup", "fit-000000000008.backup"], Backups());

        model = Classifier(new Adam(), 4);
        History history = model.Fit(X, Y, batchSize: 5, epochs: 3, verbose: 0, callbacks: [new BackupAndRestore(_folder.Path("backup")), new Stopper(() => steps++)]);
        Assert.Equal(15, steps);
        Assert.Equal(uninterrupted, Text(model, history));
    }

    // Each byte flipped in turn: either it is noticed, or nothing depends on it.
    [Fact]
    public void A_damaged_backup_is_noticed_and_the_one_before_used()
    {
        string uninterrupted = Train(_folder.Path("none"), seed: 3, crashAt: null);
        Assert.Throws<CrashException>(() => Train(_folder.Path("backup"), seed: 3, crashAt: 9));
        Assert.Equal(["fit-000000000007.backup", "fit-000000000008.backup"], Backups());
        string newest = Path.Combine(_folder.Path("backup"), Backups()[^1]);
        byte[] whole = File.ReadAllBytes(newest);

        int noticed = 0, places = 0;
        for (int place = 0; place < whole.Length; place += 97, places++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x10;
            File.WriteAllBytes(newest, damaged);
            var warnings = new StringWriter();
            FitState state = new BackupFolder(_folder.Path("backup")).Restore(Classifier(new Adam(), 4, built: true), warnings)!;
            bool fellBack = warnings.ToString().StartsWith("BackupAndRestore goes on from an older backup, because the newest is damaged: ", StringComparison.Ordinal);
            Assert.Equal((1, fellBack ? 2 : 3), (state.Epoch, state.Step));
            if (fellBack) noticed++;
        }
        Assert.InRange(noticed, places * 0.95, places);

        File.WriteAllBytes(newest, whole[..(whole.Length / 2)]);
        Assert.Equal(uninterrupted, Train(_folder.Path("backup"), seed: 4, crashAt: null));
    }

    [Fact]
    public void Where_all_are_damaged_nothing_is_trained()
    {
        Assert.Throws<CrashException>(() => Train(_folder.Path("backup"), seed: 3, crashAt: 9));
        foreach (string file in Backups()) File.WriteAllText(Path.Combine(_folder.Path("backup"), file), "PK");
        Sequential model = Classifier(new Adam(), 4, built: true);
        string before = model.Bits();
        string message = Assert.Throws<InvalidDataException>(() => Fit(model, new BackupAndRestore(_folder.Path("backup")) { Warnings = TextWriter.Null })).Message;
        Assert.StartsWith($"No backup in {_folder.Path("backup")} can be read: ", message, StringComparison.Ordinal);
        Assert.EndsWith("Delete the folder to begin anew.", message, StringComparison.Ordinal);
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void What_does_not_belong_to_the_training_is_refused()
    {
        Assert.Throws<CrashException>(() => Train(_folder.Path("backup"), seed: 3, crashAt: 9));
        var backup = new BackupAndRestore(_folder.Path("backup"));

        var other = new Sequential(new Dense(3), new Dense(4, activation: "softmax"));
        other.Compile(new Adam(), "sparse_categorical_crossentropy");
        Assert.Contains("is a backup of a training with another model: make the same model and compile it as before, or delete the backup to begin anew.", Refusal(other, backup), StringComparison.Ordinal);
        Assert.Contains("with another optimizer", Refusal(Classifier(new SGD(momentum: 0.9), 3), backup), StringComparison.Ordinal);
        Assert.Equal("The backup is of a training with the callbacks BackupAndRestore, Crash, but Fit was given BackupAndRestore, EarlyStopping: give it the same in the same order, or delete the backup to begin anew.",
            Refusal(Classifier(new Adam(), 3), backup, new EarlyStopping("loss")));
        Assert.Equal("The backup is of a training on 23 rows, shuffled, 5 steps of 5 an epoch, but this one is on 23 rows, shuffled, 3 steps of 8 an epoch: call Fit as before, or delete the backup to begin anew.",
            Assert.Throws<InvalidOperationException>(() => Classifier(new Adam(), 3).Fit(X, Y, batchSize: 8, epochs: 3, verbose: 0, callbacks: [backup, new Crash(null)])).Message);
        Assert.Equal(2, Backups().Length);
    }

    [Fact]
    public void Arguments_that_make_no_sense_are_refused()
    {
        Assert.StartsWith("BackupAndRestore needs the name of a folder", Assert.Throws<ArgumentException>(() => new BackupAndRestore(" ")).Message, StringComparison.Ordinal);
        Assert.StartsWith("BackupAndRestore: saveEverySteps must be at least 1 but was 0", Assert.Throws<ArgumentOutOfRangeException>(() => new BackupAndRestore("backup", saveEverySteps: 0)).Message, StringComparison.Ordinal);
        var backup = new BackupAndRestore(_folder.Path("backup"));
        Assert.StartsWith("There are several BackupAndRestore among the callbacks", Assert.Throws<ArgumentException>(() => Fit(Classifier(new Adam(), 3), backup, backup)).Message, StringComparison.Ordinal);
        var unbuilt = new Sequential(new Dense(4, activation: "softmax"));
        unbuilt.Compile(new Adam(), "sparse_categorical_crossentropy");
        Assert.Contains("begin it with an Input layer", Assert.Throws<InvalidOperationException>(() => unbuilt.Fit(Batches(), callbacks: [backup], verbose: 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_noticed_before_the_training()
    {
        File.WriteAllText(_folder.Path("backup"), "a file");
        Sequential model = Classifier(new Adam(), 3, built: true);
        string before = model.Bits();
        Assert.ThrowsAny<IOException>(() => Fit(model, new BackupAndRestore(_folder.Path("backup"))));
        Assert.Equal(before, model.Bits());
    }

    private string[] Backups() => [.. Directory.GetFiles(_folder.Path("backup")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static IEnumerable<Batch> Batches()
    {
        for (int start = 0; start < 20; start += 4) yield return (X[start..(start + 4)], Y[start..(start + 4)]);
    }

    private static Sequential Classifier(Optimizer optimizer, int seed, bool built = false)
    {
        var model = new Sequential([new Dense(5, activation: "relu", inputShape: built ? [6] : null), new Dropout(0.4), new BatchNormalization(), new Dense(4, activation: "softmax")], seed);
        model.Compile(optimizer, "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    private static History Fit(Model model, params IReadOnlyList<Callback> callbacks) => model.Fit(X, Y, batchSize: 5, epochs: 3, verbose: 0, callbacks: callbacks);

    private static string Refusal(Model model, params IReadOnlyList<Callback> callbacks) => Assert.Throws<InvalidOperationException>(() => Fit(model, callbacks)).Message;

    private static string Train(string folder, int seed, int? crashAt, int? saveEverySteps = 1, bool deleteCheckpoint = true, int epochs = 3)
    {
        Sequential model = Classifier(new Adam(), seed);
        return Text(model, model.Fit(X, Y, batchSize: 5, epochs: epochs, verbose: 0, callbacks: [new BackupAndRestore(folder, saveEverySteps, deleteCheckpoint), new Crash(crashAt)]));
    }

    private void AssertGoesOn(Func<Optimizer> optimizer, Action<Model, IReadOnlyList<Callback>> fit, int[] crashes, int saveEverySteps = 1)
    {
        Sequential uninterrupted = Classifier(optimizer(), seed: 3, built: true);
        fit(uninterrupted, []);
        int seed = 3;
        foreach (int step in crashes)
            Assert.Throws<CrashException>(() => fit(Classifier(optimizer(), seed++, built: true), [new BackupAndRestore(_folder.Path("backup"), saveEverySteps), new Crash(step)]));
        Sequential resumed = Classifier(optimizer(), seed, built: true);
        fit(resumed, [new BackupAndRestore(_folder.Path("backup"), saveEverySteps), new Crash(null)]);
        Assert.Equal(Text(uninterrupted, uninterrupted.History!), Text(resumed, resumed.History!));
    }

    // All that a training leaves: weights, the optimizer's variables, the counter, the history.
    private static string Text(Model model, History history) => string.Join('\n', [
        model.Bits(), model.Optimizer!.Iteration.Counter.ToString(),
        .. model.Optimizer.Slots.Select(slot => new NDArray(slot.Values.ToArray(), slot.Shape).Bits()),
        .. history.Names.Select(name => $"{name}: {string.Join(' ', history.Epoch.Zip(history[name]))}")]);

    private sealed class Stopper(Action afterStep) : Callback
    {
        protected override bool WantsBatches => true;

        protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs) => afterStep();
    }
}
