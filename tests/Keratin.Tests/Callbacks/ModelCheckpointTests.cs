namespace Keratin.Tests;

public sealed class ModelCheckpointTests
{
    // Runs the hooks as Fit does; the single weight is the epoch's number, so that a file tells its epoch.
    private static string[] Run(ModelCheckpoint checkpoint, TemporaryFolder folder, params double[] losses)
    {
        var model = new Sequential(new Dense(1, useBias: false, inputShape: [1]));
        model.Compile("sgd", "mse");
        checkpoint.Attach(model);
        checkpoint.OnTrainBegin(new Dictionary<string, double>());
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            model.SetWeights([new NDArray([epoch], [1, 1])]);
            checkpoint.OnEpochBegin(epoch, new Dictionary<string, double>());
            checkpoint.OnEpochEnd(epoch, new Dictionary<string, double> { ["loss"] = 9, ["val_loss"] = losses[epoch] });
        }
        return [.. Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)).Order()];
    }

    private static float EpochOf(string file)
    {
        var model = new Sequential(new Dense(1, useBias: false, inputShape: [1]));
        model.LoadWeights(file);
        return model.GetWeights()[0].Item();
    }

    [Fact]
    public void Each_epoch_has_its_file_where_the_name_says_which()
    {
        using var folder = new TemporaryFolder();
        string[] files = Run(new ModelCheckpoint(folder.Path("w.{epoch:02d}-{val_loss:.2f}-{loss:F1}.npz")), folder, 3, 2, 2.5);
        Assert.Equal(["w.01-3.00-9.0.npz", "w.02-2.00-9.0.npz", "w.03-2.50-9.0.npz"], files);
        Assert.Equal(1, EpochOf(folder.Path("w.02-2.00-9.0.npz")));
    }

    [Fact]
    public void Only_the_best_is_kept_on_request()
    {
        using var folder = new TemporaryFolder();
        var lines = new StringWriter { NewLine = "\n" };
        string file = folder.Path("best.npz");
        Run(new ModelCheckpoint(file, saveBestOnly: true, verbose: 1) { Output = lines }, folder, 3, 2, 2.5, double.NaN);
        Assert.Equal(1, EpochOf(file));
        Assert.Equal(
            $"Epoch 1: val_loss improved to 3.00000, saving model to {file}\n"
            + $"Epoch 2: val_loss improved from 3.00000 to 2.00000, saving model to {file}\n"
            + "Epoch 3: val_loss did not improve from 2.00000\n"
            + "Epoch 4: val_loss did not improve from 2.00000\n", lines.ToString());
    }

    [Fact]
    public void A_threshold_has_to_be_passed_first()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(Run(new ModelCheckpoint(folder.Path("w.npz"), saveBestOnly: true, initialValueThreshold: 1), folder, 3, 2));
        Run(new ModelCheckpoint(folder.Path("w.npz"), saveBestOnly: true, mode: "max"), folder, 3, 5, 2);
        Assert.Equal(1, EpochOf(folder.Path("w.npz")));
    }

    [Fact]
    public void A_value_that_is_missing_is_told_once_and_nothing_is_saved()
    {
        using var folder = new TemporaryFolder();
        var warnings = new StringWriter { NewLine = "\n" };
        Assert.Empty(Run(new ModelCheckpoint(folder.Path("w.npz"), monitor: "val_mae", saveBestOnly: true) { Warnings = warnings }, folder, 3, 2));
        Assert.Equal("ModelCheckpoint watches \"val_mae\", but there is only loss, val_loss: it will not save the weights. Values that begin with val_ need validationData or validationSplit.\n", warnings.ToString());
    }

    [Fact]
    public void A_training_can_save_after_every_so_many_steps()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new ModelCheckpoint(folder.Path("w.{epoch}-{loss:.0f}.npz"), saveEverySteps: 3);
        var saved = new HashSet<string?>();
        Examples.Regression(2).Fit(Examples.Numbers(8, 2), Examples.Numbers(8, 1), batchSize: 2, epochs: 2, verbose: 0,
            callbacks: [checkpoint, new LambdaCallback(onTrainBatchEnd: (_, _) => saved.Add(Path.GetFileName(checkpoint.LastFile)))]);
        Assert.Equal([null, "w.1-1.npz", "w.2-1.npz"], saved.Select(name => name?.Replace("-0", "-1")));
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("Weights are kept in .npz files, but the name is \"model.keras\": end it in .npz. (Parameter 'filepath')", Assert.Throws<ArgumentException>(() => new ModelCheckpoint("model.keras")).Message);
        Assert.Equal("ModelCheckpoint knows the modes \"auto\", \"min\" and \"max\" but got \"best\". (Parameter 'mode')", Assert.Throws<ArgumentException>(() => new ModelCheckpoint("w.npz", mode: "best")).Message);
        Assert.Equal("ModelCheckpoint: initialValueThreshold must be a number, or null for none, but was NaN: nothing is better than it. (Parameter 'initialValueThreshold')", Assert.Throws<ArgumentOutOfRangeException>(() => new ModelCheckpoint("w.npz", initialValueThreshold: double.NaN)).Message);
        Assert.Equal("saveEverySteps must be at least 1 but was 0: leave it out to save after each epoch. (Parameter 'saveEverySteps')", Assert.Throws<ArgumentOutOfRangeException>(() => new ModelCheckpoint("w.npz", saveEverySteps: 0)).Message);
        Assert.Equal($"ModelCheckpoint cannot fill in {{mae}} in \"{folder.Path("w.{mae}.npz")}\": there is only epoch, loss, val_loss.", Assert.Throws<InvalidOperationException>(() => Run(new ModelCheckpoint(folder.Path("w.{mae}.npz")), folder, 1)).Message);
    }
}
