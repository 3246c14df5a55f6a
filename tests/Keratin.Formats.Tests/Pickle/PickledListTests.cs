namespace Keratin.Formats.Tests;

public sealed class PickledListTests
{
    private static readonly PickleValue One = new(PickleValue.Integer, 1), Two = new(PickleValue.Integer, 2);

    [Fact]
    public void Integers_are_kept_as_integers()
    {
        var list = new PickledList();
        list.Add([One]);
        list.Add([Two, new(PickleValue.Integer, int.MinValue)]);
        Assert.Equal([1, 2, int.MinValue], list.Integers);
        Assert.Equal([One, Two, new(PickleValue.Integer, int.MinValue)], list.Values);
    }

    public static TheoryData<object, long> Others => new() { { PickleValue.Integer, 1L << 31 }, { PickleValue.Truth, 1 }, { PickleValue.None, 0 }, { "text", 0 } };

    [Theory]
    [MemberData(nameof(Others))]
    public void Whatever_else_comes_the_elements_and_their_order_stay(object content, long number)
    {
        var other = new PickleValue(content, number);
        var list = new PickledList();
        list.Add([One]);
        list.Add([Two, other]);
        list.Add([One]);
        Assert.Null(list.Integers);
        Assert.Equal([One, Two, other, One], list.Values);
    }
}
