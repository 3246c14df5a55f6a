namespace Keratin.Tests;

public sealed class CSVLoggerTests
{
    private static void Log(CSVLogger logger, params Dictionary<string, double>[] epochs)
    {
        logger.OnTrainBegin(new Dictionary<string, double>());
        for (int i = 0; i < epochs.Length; i++) logger.OnEpochEnd(i, epochs[i]);
    }

    [Fact]
    public void Each_epoch_is_a_line_with_the_names_in_order()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Path("log.csv");
        Log(new CSVLogger(file), new() { ["val_loss"] = 2, ["loss"] = 0.5 }, new() { ["loss"] = 0.25, ["val_loss"] = 1e-10 });
        Assert.Equal("epoch,loss,val_loss\r\n0,0.5,2\r\n1,0.25,1E-10\r\n", File.ReadAllText(file));
    }

    [Fact]
    public void A_first_epoch_without_validation_leaves_room_for_it()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Path("log.csv");
        Log(new CSVLogger(file, separator: ";"), new() { ["loss"] = 0.5 }, new() { ["loss"] = 0.25, ["val_loss"] = 3 });
        Assert.Equal("epoch;loss;val_loss\r\n0;0.5;NA\r\n1;0.25;3\r\n", File.ReadAllText(file));
    }

    [Fact]
    public void Appending_goes_on_with_the_columns_of_the_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Path("log.csv");
        Log(new CSVLogger(file), new Dictionary<string, double> { ["loss"] = 4, ["val_loss"] = 5 });
        Log(new CSVLogger(file, append: true), new Dictionary<string, double> { ["accuracy"] = 1, ["loss"] = 3 });
        Assert.Equal("epoch,loss,val_loss\r\n0,4,5\r\n0,3,NA\r\n", File.ReadAllText(file));
        Log(new CSVLogger(file), new Dictionary<string, double> { ["loss"] = 2 });
        Assert.Equal("epoch,loss,val_loss\r\n0,2,NA\r\n", File.ReadAllText(file));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_noticed_before_training()
    {
        using var folder = new TemporaryFolder();
        Sequential model = Examples.Regression(2);
        string before = model.Bits();
        Assert.Throws<IOException>(() => model.Fit(Examples.Numbers(4, 2), Examples.Numbers(4, 1), verbose: 0, callbacks: [new CSVLogger(folder.Path("nowhere", "log.csv"))]));
        Assert.Equal(before, model.Bits());
        Assert.Equal("CSVLogger needs the name of a file to write, such as \"training.csv\". (Parameter 'filename')", Assert.Throws<ArgumentException>(() => new CSVLogger(" ")).Message);
        Assert.Equal("CSVLogger needs something between values, such as \",\", as separator. (Parameter 'separator')", Assert.Throws<ArgumentException>(() => new CSVLogger("log.csv", separator: "")).Message);
    }
}
