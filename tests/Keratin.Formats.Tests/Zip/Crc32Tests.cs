namespace Keratin.Formats.Tests;

public sealed class Crc32Tests
{
    [Fact]
    public void The_checksum_of_the_digits_is_the_published_one() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void A_checksum_goes_on_where_another_ended() => Assert.Equal(0xCBF43926u, Crc32.Append(Crc32.Of("1234"u8), "56789"u8));

    [Fact]
    public void Every_length_equals_the_definition_bit_by_bit()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70).Select(i => (byte)(i * 37 + 11))];
        for (int length = 0; length <= bytes.Length; length++)
        {
            uint expected = uint.MaxValue;
            foreach (byte value in bytes.AsSpan(0, length))
            {
                expected ^= value;
                for (int bit = 0; bit < 8; bit++) expected = (expected & 1) != 0 ? (expected >> 1) ^ 0xEDB88320 : expected >> 1;
            }
            Assert.Equal(~expected, Crc32.Of(bytes.AsSpan(0, length)));
        }
    }
}
