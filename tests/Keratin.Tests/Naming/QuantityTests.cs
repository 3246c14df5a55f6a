namespace Keratin.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(999, "999 rows")]
    [InlineData(1_234_567, "1,234,567 rows")]
    public void Only_one_is_singular_and_thousands_stand_apart(long count, string text) => Assert.Equal(text, Quantity.Of(count, "row"));

    [Fact]
    public void A_noun_may_have_a_plural_of_its_own() => Assert.Equal(["1 class", "2 classes"], ((long[])[1, 2]).Select(count => Quantity.Of(count, "class", "classes")));

    [Fact]
    public void A_count_alone_has_no_noun() => Assert.Equal("12,345", Quantity.Of(12_345));
}
