using ScottPlot;

namespace Keratin.Tests;

public sealed class InterTypefaceTests
{
    [Fact]
    public void The_typeface_travels_along_and_has_the_letters_of_a_picture()
    {
        InterTypeface.Register();
        Assert.Equal("Inter", InterTypeface.Regular.FamilyName);
        Assert.True(InterTypeface.Bold.FontWeight > InterTypeface.Regular.FontWeight);
        Assert.True(InterTypeface.Regular.ContainsGlyphs("Loss, epoch 0123456789 ÄÖÜäöüß µ αβγ Жж ×−–—"));
        Assert.True(InterTypeface.Bold.ContainsGlyphs("Validation MAE (smoothed 0.9)"));
    }

    [Fact]
    public void ScottPlot_draws_with_the_typeface_that_travels_along_and_with_others_as_before()
    {
        InterTypeface.Register();
        Assert.Same(InterTypeface.Regular, Fonts.GetTypeface("Inter", bold: false, italic: false));
        Assert.Same(InterTypeface.Bold, Fonts.GetTypeface("Inter", bold: true, italic: false));
        InterTypeface inter = Assert.Single(Fonts.FontResolvers.OfType<InterTypeface>());
        Assert.Null(inter.CreateTypeface("Another", bold: false, italic: false));
    }
}
