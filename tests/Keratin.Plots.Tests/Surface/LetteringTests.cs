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

    [Fact]
    public void Text_that_is_cut_inside_keeps_as_much_of_its_start_as_of_its_end()
    {
        const string text = "a_layer_with_a_long_name/kernel";
        float all = Lettering.Width(text, 12, InterTypeface.Regular);
        Assert.Equal(text, Lettering.CutInside(text, all, 12, InterTypeface.Regular));
        string[] ends = Lettering.CutInside(text, all * 0.7f, 12, InterTypeface.Regular).Split('…');
        Assert.Equal(2, ends.Length);
        Assert.StartsWith(ends[0], text, StringComparison.Ordinal);
        Assert.EndsWith(ends[1], text, StringComparison.Ordinal);
        Assert.InRange(ends[0].Length - ends[1].Length, 0, 1);
        Assert.InRange(Lettering.Width(string.Join('…', ends), 12, InterTypeface.Regular), all * 0.6f, all * 0.7f);
        Assert.Equal("…", Lettering.CutInside(text, 0, 12, InterTypeface.Regular));
    }
}
