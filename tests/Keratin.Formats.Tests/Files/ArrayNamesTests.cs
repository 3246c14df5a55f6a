namespace Keratin.Formats.Tests;

public sealed class ArrayNamesTests
{
    private static string ErrorOf(params string[] names) => Assert.Throws<ArgumentException>(() => Check(names)).Message;

    private static void Check(params string[] names) =>
        ArrayNames.Check([.. names.Select(name => (name, NpyArray.Create<float>([1], [])))], most: 3, name => name == "taken" ? "is taken" : null);

    [Fact]
    public void A_name_is_there_once_and_may_stand_in_the_format()
    {
        Check("x", "X", "y");

        Assert.StartsWith("Two arrays have the name 'x'.", ErrorOf("x", "y", "x"));
        Assert.StartsWith("The name 'taken' is taken, so no array can have it.", ErrorOf("x", "taken"));
        Assert.StartsWith("Every array needs a name.", ErrorOf("x", ""));
        Assert.StartsWith("Every array needs a name.", ErrorOf([null!]));
        Assert.StartsWith("One file has room for 3 arrays, but 4 were given: write several files.", ErrorOf("x", "y", "z", "a"));
        Assert.Throws<ArgumentNullException>(() => ArrayNames.Check(null!, 3, _ => null));
    }
}
