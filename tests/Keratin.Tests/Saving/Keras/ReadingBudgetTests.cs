namespace Keratin.Tests;

/// <summary>What a model may take while it is read from a file.</summary>
public sealed class ReadingBudgetTests
{
    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    public void A_model_has_no_more_weights_than_its_file_has_numbers(int size)
    {
        using var budget = new ReadingBudget(160);
        ReadingBudget.TakeWeight("first", [10, 6]);
        if (size <= 100) ReadingBudget.TakeWeight("second", [size]);
        else
            Assert.Equal("The weight \"second\" of the shape (101,) would make 161 numbers, but there are only 160 beside the configuration.",
                Assert.Throws<InvalidDataException>(() => ReadingBudget.TakeWeight("second", [size])).Message);
    }

    [Theory]
    [InlineData(9_999)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    public void A_model_has_up_to_10000_layers(int count) => Check(count, 10_000, ReadingBudget.TakeLayer, "There are more than 10,000 layers.");

    [Theory]
    [InlineData(49_999)]
    [InlineData(50_000)]
    [InlineData(50_001)]
    public void Layers_call_each_other_up_to_50000_times(int count) => Check(count, 50_000, ReadingBudget.TakeCall, "The layers call each other more than 50,000 times.");

    [Fact]
    public void Outside_of_it_nothing_is_counted()
    {
        using (new ReadingBudget(0)) Assert.Throws<InvalidDataException>(() => ReadingBudget.TakeWeight("weight", [1]));
        ReadingBudget.TakeWeight("weight", [1]);
    }

    private static void Check(int count, int most, Action take, string message)
    {
        using var budget = new ReadingBudget(0);
        for (int i = 0; i < Math.Min(count, most); i++) take();
        if (count > most) Assert.Equal(message, Assert.Throws<InvalidDataException>(take).Message);
    }
}
