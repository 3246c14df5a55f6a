using System.Globalization;
using System.Text.RegularExpressions;
using Keratin.Tests;

namespace Keratin.Samples.Tests;

/// <summary>The samples, run as a reader runs them.</summary>
public sealed partial class SampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reuters_trains_to_the_accuracy_of_the_book()
    {
        string datasets = ReferenceFiles.Path("datasets");
        (int exitCode, string output) = await Run("reuters.cs", new() { ["KERATIN_DATASETS"] = datasets }, "--seed", "3");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("NOT THE REUTERS DATA", output, StringComparison.Ordinal);
        Assert.Contains("Total params: 647,214 (2.47 MB)", output, StringComparison.Ordinal);
        Assert.Contains("Epoch 9/9", output, StringComparison.Ordinal);
        Assert.InRange(Number(AccuracyText().Match(output)), 0.765, 0.815);
        // Integer labels with the same seed are the same training.
        Assert.Equal(AccuracyText().Match(output).Groups[1].Value, IntegerText().Match(output).Groups[1].Value);
        Assert.Matches(@"\(46,\) (1|0\.99999\d*|1\.00000\d*) \d+", output);
        AssertPicture("reuters.png");
    }

    [Fact]
    public async Task Reuters_without_the_file_says_what_it_tried_and_goes_on_with_a_stand_in()
    {
        (int exitCode, string output) = await Run("reuters.cs", Unreachable());

        Assert.True(exitCode == 0, output);
        Assert.Contains("The dataset file reuters.npz was not found", output, StringComparison.Ordinal);
        Assert.Contains("NOT THE REUTERS DATA", output, StringComparison.Ordinal);
        AssertPicture("reuters.png");
    }

    [Fact]
    public async Task Boston_finds_the_best_epoch_and_prices_houses()
    {
        (int exitCode, string output) = await Run("boston.cs", []);

        Assert.True(exitCode == 0, output);
        double[] mae = [.. TestMae().Matches(output).Select(Number)];
        Assert.Equal(2, mae.Length);
        Assert.All(mae, value => Assert.InRange(value, 2.0, 3.5));
        AssertPicture("boston-mae.png");
        AssertPicture("boston-mae-smoothed.png");
    }

    [Fact]
    public async Task Newswires_as_raw_text_train_to_the_same_accuracy()
    {
        (int exitCode, string output) = await Run("newswire-text.cs", new() { ["KERATIN_DATASETS"] = ReferenceFiles.Path("datasets") }, "--seed", "3");

        Assert.True(exitCode == 0, output);
        double[] accuracies = [.. AccuracyText().Matches(output).Select(Number)];
        Assert.Equal(2, accuracies.Length);
        Assert.All(accuracies, accuracy => Assert.InRange(accuracy, 0.765, 0.835));
    }

    [Fact]
    public async Task Newswires_as_raw_text_go_on_with_a_stand_in()
    {
        (int exitCode, string output) = await Run("newswire-text.cs", Unreachable());

        Assert.True(exitCode == 0, output);
        Assert.Contains("NOT THE REUTERS DATA", output, StringComparison.Ordinal);
        Assert.Equal(2, AccuracyText().Count(output));
    }

    [Fact]
    public async Task A_layer_of_ones_own_trains_and_is_listed()
    {
        (int exitCode, string output) = await Run("custom-layer.cs", []);
        Assert.True(exitCode == 0, output);
        Assert.Contains("gate (Gate)", output, StringComparison.Ordinal);
        Assert.InRange(Number(MaeText().Match(output)), 1.5, 4);
    }

    [Fact]
    public async Task A_loss_and_a_metric_of_ones_own_find_the_quantiles()
    {
        (int exitCode, string output) = await Run("custom-loss-metric.cs", []);
        Assert.True(exitCode == 0, output);
        double[] shares = [.. ShareText().Matches(output).Select(Number)];
        Assert.Equal(3, shares.Length);
        Assert.InRange(shares[0], 0, 0.35);
        Assert.InRange(shares[1], 0.25, 0.75);
        Assert.InRange(shares[2], 0.65, 1);
    }

    [Fact]
    public async Task A_callback_of_ones_own_adds_to_the_history()
    {
        (int exitCode, string output) = await Run("custom-callback.cs", []);
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"epoch 1: loss \d+\.\d, weights \d+\.\d\d", output);
        Assert.Matches(@"\d+ epochs, the weights grew from \d+\.\d\d to \d+\.\d\d", output);
    }

    [Fact]
    public async Task A_hosted_training_logs_and_counts_and_saves()
    {
        (int exitCode, string output) = await Run("hosted-training.cs", [], "--epochs", "3");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"info: Training\[3\] Epoch 3/3 - loss: \d+\.\d+ - mae: \d+", output);
        Assert.Contains("keratin.training.steps: 1212 times", output, StringComparison.Ordinal);
        Assert.Contains("keratin.epoch.duration: 3 times", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.Path("prices.keras")));
    }

    [Fact]
    public async Task A_hosted_training_stops_at_Ctrl_C_and_saves_what_it_has()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No process can press another one's Ctrl-C on Windows.");
        (int exitCode, string output) = await FileBasedApp.RunAndInterrupt(Path.Combine(Checkout.Root, "samples", "hosted-training.cs"), _folder.Root, "Epoch 2/", "--epochs", "1000000");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Training of prices was cancelled in epoch", output, StringComparison.Ordinal);
        Match stopped = StoppedText().Match(output);
        Assert.InRange(Number(stopped), 2, 999_999);
        Assert.Contains($"Saved in prices.keras after {stopped.Groups[1].Value} epochs", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.Path("prices.keras")));
    }

    [Theory]
    [InlineData("hosted-training.cs")]
    [InlineData("reuters.cs")]
    [InlineData("boston.cs")]
    [InlineData("newswire-text.cs")]
    public async Task An_unknown_argument_is_named(string sample)
    {
        (int exitCode, string output) = await Run(sample, [], "--sed", "3");
        Assert.Equal(2, exitCode);
        Assert.Contains("Unknown argument \"--sed\"", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> Run(string sample, Dictionary<string, string?> environment, params string[] arguments) =>
        FileBasedApp.Run(Path.Combine(Checkout.Root, "samples", sample), _folder.Root, environment, arguments);

    // No file anywhere, and an address that nothing listens on, so that no download is tried for real.
    private Dictionary<string, string?> Unreachable() => new()
    {
        ["KERATIN_DATASETS"] = null,
        ["KERAS_HOME"] = _folder.Path("keras"),
        ["HTTPS_PROXY"] = "http://127.0.0.1:9",
        ["https_proxy"] = "http://127.0.0.1:9",
    };

    private void AssertPicture(string name)
    {
        byte[] bytes = File.ReadAllBytes(_folder.Path(name));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.True(bytes.Length > 5000, $"{name} has only {bytes.Length} bytes");
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"test accuracy (0\.\d{4})")]
    private static partial Regex AccuracyText();

    [GeneratedRegex(@"Integer labels: .* accuracy: (0\.\d{4})")]
    private static partial Regex IntegerText();

    [GeneratedRegex(@"mae: (\d+\.\d{4})")]
    private static partial Regex MaeText();

    [GeneratedRegex(@"share_below: (\d\.\d{4})")]
    private static partial Regex ShareText();

    [GeneratedRegex(@"Stopped after (\d+) whole epochs")]
    private static partial Regex StoppedText();

    [GeneratedRegex(@"test mae (\d\.\d{3})")]
    private static partial Regex TestMae();
}
