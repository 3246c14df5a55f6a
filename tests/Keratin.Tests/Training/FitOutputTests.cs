namespace Keratin.Tests;

[Collection(nameof(ConsoleOutput))]
public sealed class FitOutputTests
{
    private static readonly NDArray X = Examples.Numbers(8, 3), Y = Examples.Numbers(8, 1, seed: 2);

    [Fact]
    public void Verbose_0_prints_nothing_and_neither_do_Evaluate_Predict_and_TrainOnBatch()
    {
        Sequential model = Examples.Regression(3);
        Assert.Equal("", ConsoleOutput.Of(() =>
        {
            model.Fit(X, Y, verbose: 0);
            model.Evaluate(X, Y);
            model.Predict(X);
            model.TrainOnBatch(X, Y);
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void On_a_redirected_console_an_epoch_is_a_plain_line(int verbose)
    {
        Assert.SkipUnless(Console.IsOutputRedirected, "The console is a terminal.");

        string printed = ConsoleOutput.Of(() => Examples.Regression(3).Fit(X, Y, batchSize: 4, epochs: 2, verbose: verbose));

        string[] lines = printed.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Equal(["Epoch 1/2", "Epoch 2/2", ""], [lines[0], lines[2], lines[4]]);
        Assert.Matches(@"^2/2 - \d+s - \d+[mu]?s/step - loss: \d+\.\d{4} - mae: \d+\.\d{4}$", lines[1]);
        Assert.DoesNotContain('\u001b', printed);
    }

    [Fact]
    public void A_single_epoch_has_no_heading()
    {
        string printed = ConsoleOutput.Of(() => Examples.Regression(3).Fit(X, Y, verbose: 2));
        Assert.StartsWith("1/1 - ", printed, StringComparison.Ordinal);
    }
}
