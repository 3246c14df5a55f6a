using static Keratin.Formats.Tests.PickledIntegerListsTests;

namespace Keratin.Formats.Tests;

/// <summary>The limit that only many numbers reach.</summary>
public sealed class PickleLimitTests
{
    // A megabyte that seventeen arrays share.
    [Fact]
    public void Rows_cannot_stand_for_more_numbers_than_16_MiB_or_their_bytes()
    {
        string bytes = $"B\0\0\u0010\0{new string('\u0001', 1 << 20)}q\u0001", million = "\u008A\u0003\0\0\u0010\u0085", type = Type("i1", '|');
        string[] rows = [Filled(million, type, bytes), .. Enumerable.Repeat(Filled(million, type, "h\u0001"), 16)];

        int[][] lists = Read(Filled("K\u0010\u0085", Type("O8", '|'), $"]({string.Concat(rows[..16])}e"), 16);
        Assert.All(lists, list => Assert.Equal(1 << 20, list.Length));
        Assert.Contains("its rows hold more numbers than its bytes can stand for", ErrorOf(Filled("K\u0011\u0085", Type("O8", '|'), $"]({string.Concat(rows)}e"), 17));
    }
}
