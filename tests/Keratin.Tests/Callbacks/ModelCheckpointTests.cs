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
        string[] files = Run(new ModelCheckpoint(folder.Path("w.{epoch:02d}-{val_loss:.2f}-{loss:.1f}.npz")), folder, 3, 2, 2.5);
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
        Assert.Equal("ModelCheckpoint watches \"val_mae\", but there is only loss, val_loss: it will not save the model. Values that begin with val_ need validationData or validationSplit.\n", warnings.ToString());
    }

    // What Python's str.format makes of the numbers.
    [Theory]
    [InlineData("{epoch}", 11, "12")]
    [InlineData("{epoch:d}", 11, "12")]
    [InlineData("{epoch:02d}", 2, "03")]
    [InlineData("{epoch:3d}", 2, "  3")]
    [InlineData("{epoch:03d}", 1234, "1235")]
    [InlineData("{epoch:.1f}", 2, "3.0")]
    [InlineData("{loss:}", 0.5, "0.5")]
    [InlineData("{loss:.3f}", 0.8125, "0.812")]
    [InlineData("{loss:.3f}", 0.9375, "0.938")]
    [InlineData("{loss:.3g}", 0.8125, "0.812")]
    [InlineData("{loss:.1e}", 125, "1.2e+02")]
    [InlineData("{loss:.2e}", 9.9999, "1.00e+01")]
    [InlineData("{loss:.2e}", 0, "0.00e+00")]
    [InlineData("{loss:g}", 0, "0")]
    [InlineData("{loss:g}", 100000, "100000")]
    [InlineData("{loss:.3f}", 1e-320, "0.000")]
    [InlineData("{loss:.0f}", 1e22, "10000000000000000000000")]
    [InlineData("{loss}", 0.5, "0.5")]
    [InlineData("{loss}", 1, "1.0")]
    [InlineData("{loss}", 1e-5, "1e-05")]
    [InlineData("{loss}", 1e20, "1e+20")]
    [InlineData("{loss:f}", 0.5, "0.500000")]
    [InlineData("{loss:.2f}", 2.345, "2.35")]
    [InlineData("{loss:.0f}", 2.5, "2")]
    [InlineData("{loss:8.3f}", -1.5, "  -1.500")]
    [InlineData("{loss:08.3f}", -1.5, "-001.500")]
    [InlineData("{loss:.3e}", 12345.678, "1.235e+04")]
    [InlineData("{loss:e}", 1e-7, "1.000000e-07")]
    [InlineData("{loss:.1e}", 1e-120, "1.0e-120")]
    [InlineData("{loss:.4g}", 0.123456, "0.1235")]
    [InlineData("{loss:.4g}", 0.5, "0.5")]
    [InlineData("{loss:g}", 1234567, "1.23457e+06")]
    [InlineData("{loss:.3g}", 99999, "1e+05")]
    [InlineData("{loss:.3g}", 0.00001234, "1.23e-05")]
    [InlineData("{loss:.0g}", 0.00012, "0.0001")]
    [InlineData("{loss:.1%}", 0.1234, "12.3%")]
    [InlineData("{loss:8.1%}", 0.1234, "   12.3%")]
    [InlineData("{loss:%}", 0.5, "50.000000%")]
    [InlineData("{loss:.2f}", double.NaN, "nan")]
    [InlineData("{loss:6.1e}", double.NegativeInfinity, "  -inf")]
    [InlineData("{{{epoch}}}", 0, "{1}")]
    public void A_placeholder_is_filled_in_as_Python_does(string placeholder, double value, string expected)
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new ModelCheckpoint(folder.Path($"w-{placeholder}-.npz"));
        checkpoint.Attach(Examples.Regression(1));
        checkpoint.OnTrainBegin(new Dictionary<string, double>());
        int epoch = placeholder.Contains("epoch", StringComparison.Ordinal) ? (int)value : 0;
        checkpoint.OnEpochBegin(epoch, new Dictionary<string, double>());
        checkpoint.OnEpochEnd(epoch, new Dictionary<string, double> { ["loss"] = value });
        Assert.Equal($"w-{expected}-.npz", Path.GetFileName(checkpoint.LastFile));
    }

    [Theory]
    [InlineData("{val_loss:02d}", "the format \"02d\" of {val_loss:02d} is for whole numbers, which only epoch and batch are: write {val_loss:.2f}")]
    [InlineData("{epoch:.2d}", "the format \".2d\" of {epoch:.2d} is for whole numbers, which have no decimals: write {epoch:d}")]
    [InlineData("{loss:F1}", "the format \"F1\" of {loss:F1} is not known")]
    [InlineData("{epoch:00}", "the format \"00\" of {epoch:00} is not known")]
    [InlineData("{loss:<9}", "the format \"<9\" of {loss:<9} is not known")]
    [InlineData("{loss:.2F}", "the format \".2F\" of {loss:.2F} is not known")]
    [InlineData("{epoch:02}", "the format \"02\" of {epoch:02} is not known: write one such as {epoch:02d} or {val_loss:.4f}")]
    [InlineData("{}", "there is no name in {}")]
    [InlineData("{epoch", "there is a { that nothing closes: write {{ for the letter itself")]
    [InlineData("epoch}", "there is a } that nothing opens: write }} for the letter itself")]
    public void A_name_that_Python_or_we_could_not_format_is_refused_at_once(string name, string cause) =>
        Assert.StartsWith($"ModelCheckpoint cannot fill in \"w-{name}.npz\": {cause}", Assert.Throws<ArgumentException>(() => new ModelCheckpoint($"w-{name}.npz")).Message);

    [Fact]
    public void A_name_that_will_not_be_in_the_logs_is_refused_before_the_first_step()
    {
        using var folder = new TemporaryFolder();
        NDArray x = Examples.Numbers(8, 2), y = Examples.Numbers(8, 1);
        Assert.Equal($"ModelCheckpoint cannot fill in {{mea}} in \"{folder.Path("w.{mea}.npz")}\": there is only epoch, loss, mae, val_loss, val_mae.", Refused("w.{mea}.npz", validated: true));
        Assert.Equal($"ModelCheckpoint cannot fill in {{val_mae}} in \"{folder.Path("w.{val_mae}.npz")}\": there is only epoch, loss, mae. Values that begin with val_ need validationData or validationSplit, and a validation in each epoch that is saved.", Refused("w.{val_mae}.npz"));
        Assert.Equal($"ModelCheckpoint cannot fill in {{batch}} in \"{folder.Path("w.{batch}.npz")}\": there is only epoch, loss, mae. The batch is known where saveEverySteps is given.", Refused("w.{batch}.npz"));
        Assert.Equal($"ModelCheckpoint cannot fill in {{val_mae}} in \"{folder.Path("w.{val_mae}.npz")}\": there is only batch, epoch, loss, mae. Values that begin with val_ are known at the end of an epoch: leave out saveEverySteps.", Refused("w.{val_mae}.npz", validated: true, saveEverySteps: 2));
        Refused("w.{mea}.npz", before: new EarlyStopping());
        Assert.EndsWith("there is only epoch, learning_rate, loss, mae.", Refused("w.{mea}.npz", before: new ReduceLROnPlateau()));

        string Refused(string name, bool validated = false, int? saveEverySteps = null, Callback? before = null)
        {
            Sequential model = Examples.Regression(2);
            Callback checkpoint = new ModelCheckpoint(folder.Path(name), saveEverySteps: saveEverySteps);
            string message = Assert.Throws<InvalidOperationException>(() => model.Fit(x, y, verbose: 0, validationData: validated ? (x, y) : null, callbacks: before is null ? [checkpoint] : [before, checkpoint])).Message;
            Assert.Equal(0, model.Optimizer!.Iteration.Counter);
            return message;
        }
    }

    [Fact]
    public void Another_callback_may_add_the_name()
    {
        using var folder = new TemporaryFolder();
        NDArray x = Examples.Numbers(8, 2), y = Examples.Numbers(8, 1);
        Callback rate = new LearningRateScheduler((_, rate) => rate);
        Examples.Regression(2, optimizer: new SGD(0.5)).Fit(x, y, verbose: 0, callbacks: [rate, new ModelCheckpoint(folder.Path("w.{learning_rate}.npz"))]);
        Assert.True(File.Exists(folder.Path("w.0.5.npz")));
        Examples.Regression(2, optimizer: new SGD(0.5)).Fit(x, y, verbose: 0, callbacks:
            [rate, new LambdaCallback(onEpochEnd: (_, logs) => logs["mine"] = 2), new ModelCheckpoint(folder.Path("w.{learning_rate}-{mine}.npz"))]);
        Assert.True(File.Exists(folder.Path("w.0.5-2.0.npz")));
    }

    [Fact]
    public void Files_of_steps_may_be_named_by_the_batch()
    {
        using var folder = new TemporaryFolder();
        Examples.Regression(2).Fit(Examples.Numbers(8, 2), Examples.Numbers(8, 1), batchSize: 2, epochs: 2, verbose: 0, callbacks: [new ModelCheckpoint(folder.Path("w.{epoch}-{batch:02d}.npz"), saveEverySteps: 3)]);
        Assert.Equal(["w.1-03.npz", "w.2-02.npz"], Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public void A_missing_folder_is_made_when_training_begins()
    {
        using var folder = new TemporaryFolder();
        Callback seen = new LambdaCallback(onEpochBegin: (_, _) => Assert.True(Directory.Exists(folder.Path("runs/today"))));
        Examples.Regression(2).Fit(Examples.Numbers(8, 2), Examples.Numbers(8, 1), epochs: 2, verbose: 0,
            callbacks: [new ModelCheckpoint(folder.Path("runs/today/w.npz")), new ModelCheckpoint(folder.Path("runs/{epoch}/w.npz")), seen]);
        Assert.True(File.Exists(folder.Path("runs/today/w.npz")));
        Assert.True(File.Exists(folder.Path("runs/2/w.npz")));
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
        Assert.Equal("Weights are kept in .npz, .safetensors or .weights.h5 files, but the name is \"model.txt\": end it in one of these, or save the whole model as .keras. (Parameter 'filepath')", Assert.Throws<ArgumentException>(() => new ModelCheckpoint("model.txt")).Message);
        Assert.Equal("ModelCheckpoint knows the modes \"auto\", \"min\" and \"max\" but got \"best\". (Parameter 'mode')", Assert.Throws<ArgumentException>(() => new ModelCheckpoint("w.npz", mode: "best")).Message);
        Assert.Equal("ModelCheckpoint: initialValueThreshold must be a number, or null for none, but was NaN: nothing is better than it. (Parameter 'initialValueThreshold')", Assert.Throws<ArgumentOutOfRangeException>(() => new ModelCheckpoint("w.npz", initialValueThreshold: double.NaN)).Message);
        Assert.Equal("saveEverySteps must be at least 1 but was 0: leave it out to save after each epoch. (Parameter 'saveEverySteps')", Assert.Throws<ArgumentOutOfRangeException>(() => new ModelCheckpoint("w.npz", saveEverySteps: 0)).Message);
        Assert.Equal($"ModelCheckpoint cannot fill in {{mae}} in \"{folder.Path("w.{mae}.npz")}\": there is only epoch, loss, val_loss.", Assert.Throws<InvalidOperationException>(() => Run(new ModelCheckpoint(folder.Path("w.{mae}.npz")), folder, 1)).Message);
    }
}
