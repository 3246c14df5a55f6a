using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;

namespace Keratin.Tests;

public sealed class SavingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keratin-plots-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private static (int Width, int Height) PngSize(byte[] bytes)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], bytes[..8]);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    private string[] Texts(CurvePlot plot) =>
        [.. XDocument.Load(plot.Save(At("texts.svg"))).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim())];

    [Fact]
    public void A_png_has_the_size_asked_for_and_the_full_path_is_returned()
    {
        string path = Runs.Overfitting().Plot().Save(Path.GetRelativePath(Environment.CurrentDirectory, At("run.PNG")), 800, 350);
        Assert.Equal(At("run.PNG"), path);
        Assert.Equal((800, 350), PngSize(File.ReadAllBytes(path)));
    }

    [Fact]
    public void Without_a_size_each_panel_has_room()
    {
        Assert.Equal((1200, 450), PngSize(File.ReadAllBytes(Runs.Overfitting().Plot().Save(At("two.png")))));
        Assert.Equal((800, 450), PngSize(File.ReadAllBytes(Plots.Series("error", [1, 2]).Save(At("one.png")))));
        History four = Runs.Of(("loss", [1]), ("mae", [1]), ("mse", [1]), ("accuracy", [1]));
        Assert.Equal((1200, 900), PngSize(File.ReadAllBytes(four.Plot().Save(At("four.png")))));
    }

    [Fact]
    public void Each_panel_is_drawn_in_its_own_half_of_the_picture()
    {
        using SkiaSharp.SKBitmap picture = SkiaSharp.SKBitmap.Decode(Runs.Overfitting().Plot().Save(At("halves.png"), 1200, 450));
        bool Blue(int x, int y) => picture.GetPixel(x, y) == new SkiaSharp.SKColor(0x00, 0x72, 0xB2);
        int Count(int from, int to) => Enumerable.Range(from, to - from).Sum(x => Enumerable.Range(0, 450).Count(y => Blue(x, y)));
        Assert.InRange(Count(0, 600), 100, 1000);
        Assert.InRange(Count(600, 1200), 100, 1000);
    }

    [Fact]
    public void An_svg_says_in_text_what_its_panels_and_symbols_are_each_once()
    {
        string[] texts = Texts(Runs.Overfitting().Plot().Title("Two layers of 64 & more <b>"));
        foreach (string once in new[] { "Two layers of 64 & more <b>", "Loss", "Accuracy", "best, epoch 4: 0.5", "epoch 4: 0.73" })
            Assert.Single(texts, once);
        Assert.Equal(2, texts.Count(text => text == "training"));
        Assert.Equal(2, texts.Count(text => text == "validation"));
        Assert.Equal(2, texts.Count(text => text == "Epoch"));
        foreach (string epoch in new[] { "1", "2", "3", "4", "5", "6", "7", "8", "9" }) Assert.Contains(epoch, texts);
    }

    [Fact]
    public void Epochs_are_marked_off_by_whole_numbers()
    {
        string[] texts = Texts(Plots.Series("error", [100, 200]));
        Assert.Contains("1", texts);
        Assert.Contains("2", texts);
        Assert.DoesNotContain(texts, text => text.Contains('.'));
    }

    [Fact]
    public void Without_validation_data_nothing_is_marked()
    {
        Assert.DoesNotContain(Texts(Runs.Of(("loss", [2, 1])).Plot()), text => text.Contains("epoch ", StringComparison.Ordinal) || text == "validation");
    }

    [Theory]
    [InlineData(0.00001, "1E-05")]
    [InlineData(0.98765, "0.9877")]
    [InlineData(20_000.5, "20000.5")]
    [InlineData(2_000_000, "2E+06")]
    public void The_marked_value_is_short_and_no_larger_than_needed(double value, string words) =>
        Assert.Contains("best, epoch 1: " + words, Texts(Plots.Series("error", [value])));

    [Fact]
    public void Numbers_are_written_with_a_point_whatever_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            string[] texts = Texts(Plots.Series("error", [-0.3, 0.3]));
            Assert.Contains("-0.2", texts);
            Assert.Contains("0", texts);
            Assert.DoesNotContain(texts, text => text.Contains("0,", StringComparison.Ordinal) || text.Contains("E-", StringComparison.Ordinal));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_smoothed_picture_says_so_in_its_title()
    {
        Assert.Contains("error (smoothed 0.9)", Texts(Plots.Series("error", [3, 1, 2]).Smooth(0.9)));
    }

    [Fact]
    public void A_single_epoch_a_constant_and_values_that_are_not_finite_can_be_drawn()
    {
        Assert.Contains("best, epoch 1: 2", Texts(Plots.Series("one", [2])));
        Assert.Contains("best, epoch 1: 0", Texts(Plots.Series("constant", [0, 0, 0])));
        Assert.Contains("best, epoch 2: 1", Texts(Plots.Series("gaps", [double.NaN, 1, double.PositiveInfinity]).Smooth(0.5)));
        Assert.Contains("none", Texts(Plots.Series("none", [double.NaN, double.NaN])));
    }

    [Fact]
    public void Pictures_drawn_side_by_side_are_equal_to_the_last_byte()
    {
        var pictures = new byte[8][];
        Parallel.For(0, pictures.Length, i => pictures[i] = File.ReadAllBytes(Runs.Overfitting().Plot().Title("same").Save(At($"{i}.png"))));
        Assert.All(pictures, picture => Assert.Equal(pictures[0], picture));
    }

    [Fact]
    public void A_missing_folder_is_made_and_nothing_is_left_beside_the_picture()
    {
        string path = Plots.Series("error", [1, 2]).Save(At("new/deep/run.svg"));
        Assert.Equal([path], Directory.GetFileSystemEntries(At("new/deep")));
    }

    [Fact]
    public void A_new_picture_takes_the_old_ones_place()
    {
        File.WriteAllText(At("run.png"), "old");
        PngSize(File.ReadAllBytes(Plots.Series("error", [1, 2]).Save(At("run.png"))));
        Assert.Equal([At("run.png")], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("run.gif", "A picture can be saved as .png or .svg, but 'run.gif' ends with '.gif'. Give it one of these endings.")]
    [InlineData("run", "A picture can be saved as .png or .svg, but 'run' ends with neither. Give it one of these endings.")]
    public void An_unknown_ending_is_answered_with_those_that_work(string path, string words) =>
        Assert.StartsWith(words, Assert.Throws<ArgumentException>(() => Runs.Overfitting().Plot().Save(path)).Message);

    [Theory]
    [InlineData(199, 450, "A picture's width must be 200 to 16384 pixels, but it is 199.")]
    [InlineData(800, 20_000, "A picture's height must be 150 to 16384 pixels, but it is 20000.")]
    public void A_size_that_cannot_be_drawn_is_refused_before_a_file_is_made(int width, int height, string words)
    {
        Assert.StartsWith(words, Assert.Throws<ArgumentOutOfRangeException>(() => Runs.Overfitting().Plot().Save(At("run.png"), width, height)).Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }
}
