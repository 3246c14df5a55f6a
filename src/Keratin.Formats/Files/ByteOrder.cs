namespace Keratin.Formats;

/// <summary>The order of the bytes of numbers.</summary>
internal static class ByteOrder
{
    /// <summary>Turns the bytes of each number round.</summary>
    /// <param name="numbers">Numbers side by side.</param>
    /// <param name="size">Bytes of one number.</param>
    public static void Swap(Span<byte> numbers, int size)
    {
        for (int at = 0; at < numbers.Length; at += size) numbers.Slice(at, size).Reverse();
    }
}
