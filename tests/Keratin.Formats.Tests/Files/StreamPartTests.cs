namespace Keratin.Formats.Tests;

public sealed class StreamPartTests
{
    // Of the bytes 0 to 19 those from 5 to 11.
    private static StreamPart Part() => new(new MemoryStream([.. Enumerable.Range(0, 20).Select(i => (byte)i)]), 5, 7);

    [Fact]
    public void A_part_has_its_own_bytes_and_none_beside_them()
    {
        using StreamPart part = Part();
        byte[] bytes = new byte[20];

        Assert.Equal(7, part.Length);
        Assert.Equal(3, part.Read(bytes, 10, 3));
        Assert.Equal([0, 5, 6, 7, 0], bytes[9..14]);
        Assert.Equal(3, part.Position);
        Assert.Equal(4, part.Read(bytes));
        Assert.Equal([8, 9, 10, 11, 0], bytes[..5]);
        Assert.Equal(0, part.Read(bytes));
    }

    [Theory]
    [InlineData(2, SeekOrigin.Begin, 2)]
    [InlineData(2, SeekOrigin.Current, 6)]
    [InlineData(-1, SeekOrigin.Current, 3)]
    [InlineData(-2, SeekOrigin.End, 5)]
    [InlineData(2, SeekOrigin.End, 9)]
    public void A_place_is_counted_from_the_parts_beginning(int offset, SeekOrigin origin, int place)
    {
        using StreamPart part = Part();
        part.Position = 4;

        Assert.Equal(place, part.Seek(offset, origin));
        Assert.Equal(place, part.Position);
        Assert.Equal(place < 7 ? place + 5 : -1, part.ReadByte());
    }

    [Fact]
    public void A_part_is_read_and_not_written()
    {
        using StreamPart part = Part();

        Assert.Equal((true, true, false), (part.CanRead, part.CanSeek, part.CanWrite));
        Assert.Throws<NotSupportedException>(() => part.Write([1], 0, 1));
        Assert.Throws<NotSupportedException>(() => part.SetLength(3));
    }
}
