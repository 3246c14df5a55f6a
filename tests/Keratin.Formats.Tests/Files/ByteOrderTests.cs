namespace Keratin.Formats.Tests;

public sealed class ByteOrderTests
{
    [Theory]
    [InlineData(1, "01 02 03 04 05 06 07 08")]
    [InlineData(2, "02 01 04 03 06 05 08 07")]
    [InlineData(4, "04 03 02 01 08 07 06 05")]
    [InlineData(8, "08 07 06 05 04 03 02 01")]
    public void The_bytes_of_each_number_are_turned_round(int size, string expected)
    {
        byte[] numbers = [1, 2, 3, 4, 5, 6, 7, 8];
        ByteOrder.Swap(numbers, size);

        Assert.Equal(Convert.FromHexString(expected.Replace(" ", "")), numbers);
    }
}
