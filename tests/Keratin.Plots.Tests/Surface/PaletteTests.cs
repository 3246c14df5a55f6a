using ScottPlot;

namespace Keratin.Tests;

public sealed class PaletteTests
{
    private static readonly double[] Shares = [.. Enumerable.Range(0, 101).Select(percent => percent / 100.0)];

    [Fact]
    public void A_larger_share_is_darker_to_every_eye()
    {
        Assert.Equal(Colors.White, Palette.Share(0));
        Assert.All(Shares.Zip(Shares.Skip(1)), pair => Assert.True(
            Palette.Contrast(Palette.Share(pair.First), Colors.Black) > Palette.Contrast(Palette.Share(pair.Second), Colors.Black), $"{pair}"));
    }

    [Fact]
    public void Letters_on_every_share_can_be_read() =>
        Assert.All(Shares, share => Assert.True(Palette.Contrast(Palette.Share(share), Palette.TextOn(Palette.Share(share))) >= 4.5, $"{share}"));

    [Fact]
    public void Black_on_white_is_the_largest_contrast() => Assert.Equal(21, Palette.Contrast(Colors.Black, Colors.White), 6);
}
