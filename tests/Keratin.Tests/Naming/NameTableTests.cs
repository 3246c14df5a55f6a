namespace Keratin.Tests;

public sealed class NameTableTests
{
    private static readonly NameTable<string> Table = new("colour", ("dark_red", config => "red as " + config.GetString("name")), ("blue", _ => "blue"));

    [Theory]
    [InlineData("dark_red")]
    [InlineData("DarkRed")]
    [InlineData("DARK_RED")]
    public void Capitals_and_underscores_make_no_difference_and_the_maker_gets_the_name_as_written(string name) =>
        Assert.Equal("red as " + name, Table.Find(name));

    [Theory]
    [InlineData("bleu", "blue")]
    [InlineData("dark", "dark_red")]
    [InlineData("", "blue")]
    public void An_unknown_name_is_answered_with_the_known_ones_and_the_nearest(string name, string nearest)
    {
        var error = Assert.Throws<ArgumentException>(() => Table.Find(name));
        Assert.Equal($"There is no colour \"{name}\". Known names are dark_red, blue. Did you mean \"{nearest}\"?", error.Message);
    }

    [Fact]
    public void A_missing_name_is_refused() => Assert.Throws<ArgumentNullException>(() => Table.Find(null!));
}
