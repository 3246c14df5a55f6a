using SkiaSharp;

namespace Keratin.Tests;

/// <summary>What holds for pictures of every kind.</summary>
public sealed class PictureTests
{
    private static readonly Dictionary<string, Func<Picture>> Kinds = new()
    {
        ["2 classes"] = () => new ConfusionMatrix(new[,] { { 12_345, 678 }, { 90, 1_234 } }, ["healthy", "ill"]).Plot(),
        ["46 classes"] = () => new ConfusionMatrix(new int[46, 46], [.. Enumerable.Range(0, 46).Select(i => $"strategic metal {i}")]).Plot(),
        ["weights"] = () => new Sequential([new Dense(9, inputShape: [8], name: "a_layer_with_a_name_of_some_length"), new BatchNormalization(), new Dense(1)], seed: 1).PlotWeights(),
        ["a chain"] = () => new Sequential([new Dense(9, activation: "relu", inputShape: [8]), new Dropout(0.5f), new Dense(1)], seed: 1).PlotGraph(),
        ["branches"] = Branches,
        ["one row"] = () => Plots.Residuals(new[] { 3f }, new[] { 3f }),
        ["100 rows"] = () => Plots.Residuals(Waves(100, 1), Waves(100, 1.1)),
        ["3000 rows"] = () => Plots.Residuals(Waves(3000, 1e6), Waves(3000, 1.1e6)),
    };

    private static Picture Branches()
    {
        var x = new Input([8], name: "x");
        KerasTensor left = new Dense(8).Call(x), right = new Dense(8).Call(new BatchNormalization().Call(new Dense(8).Call(x)));
        return new Model([x], [new Add().Call(x, left, right), new Dense(2).Call(left)], seed: 1).PlotGraph();
    }

    private static double[] Waves(int rows, double size) => [.. Enumerable.Range(0, rows).Select(row => size * (Math.Sin(row) + Math.Cos(row * size)))];

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_cut_off_by_the_edge_of_a_picture_of_any_size(string kind)
    {
        foreach ((int width, int height) in new[] { (400, 300), (600, 450), (800, 600), (1600, 900), (300, 1200), (1200, 200) })
        {
            using SKBitmap pixels = Kinds[kind]().Pixels(width, height);
            Assert.Equal((width, height), (pixels.Width, pixels.Height));
            IEnumerable<(int X, int Y)> edge = Enumerable.Range(0, width).SelectMany(x => new[] { (x, 0), (x, height - 1) })
                .Concat(Enumerable.Range(0, height).SelectMany(y => new[] { (0, y), (width - 1, y) }));
            Assert.All(edge, place => Assert.True(pixels.GetPixel(place.X, place.Y) == SKColors.White, $"{kind}, {width} × {height}: something is drawn at {place}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_smallest_picture_is_drawn_too(string kind)
    {
        using SKBitmap pixels = Kinds[kind]().Pixels(200, 150);
        Assert.Equal((200, 150), (pixels.Width, pixels.Height));
        Assert.Contains(pixels.Pixels, pixel => pixel != SKColors.White);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_heading_stands_above_and_what_is_below_keeps_its_size(string kind)
    {
        Picture plain = Kinds[kind](), titled = plain.Title("Tuesday's run");
        Assert.Single(titled.Texts(), "Tuesday's run");
        Assert.DoesNotContain("Tuesday's run", plain.Texts());
        using SKBitmap without = plain.Pixels(), with = titled.Pixels();
        Assert.Equal((without.Width, without.Height + 40), (with.Width, with.Height));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_drawn_side_by_side_are_equal_to_the_last_byte(string kind)
    {
        var pictures = new byte[4][];
        using var folder = new TemporaryFolder();
        Parallel.For(0, pictures.Length, i => pictures[i] = File.ReadAllBytes(Kinds[kind]().Save(folder.Path($"{i}.png"), 400, 300)));
        Assert.All(pictures, picture => Assert.Equal(pictures[0], picture));
    }

    [Fact]
    public void A_heading_has_letters() => Assert.Throws<ArgumentException>(() => Kinds["2 classes"]().Title(" "));
}
