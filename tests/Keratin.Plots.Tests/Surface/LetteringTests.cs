namespace Keratin.Tests;

public sealed class LetteringTests
{
    [Fact]
    public void Text_that_fits_is_left_alone_and_other_text_is_cut_to_its_width()
    {
        const string text = "a name that is rather long";
        float all = Lettering.Width(text, 12, InterTypeface.Regular);
        Assert.Equal(text, Lettering.Cut(text, all, 12, InterTypeface.Regular));
        string cut = Lettering.Cut(text, all / 2, 12, InterTypeface.Regular);
        Assert.StartsWith(cut[..^1], text, StringComparison.Ordinal);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.InRange(Lettering.Width(cut, 12, InterTypeface.Regular), all / 3, all / 2);
        Assert.Equal("…", Lettering.Cut(text, 0, 12, InterTypeface.Regular));
    }
}
