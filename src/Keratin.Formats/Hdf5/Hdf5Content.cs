namespace Keratin.Formats;

/// <summary>A dataset that is to be written.</summary>
/// <param name="Element">What one element is: a number of 32 or 64 bits.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Write">Writes the numbers, in this machine's byte order.</param>
internal sealed record Hdf5Content(Hdf5Element Element, Shape Shape, Action<Stream> Write)
{
    /// <summary>Bytes of one element.</summary>
    public int ElementSize => Element == Hdf5Element.Int64 ? 8 : 4;

    /// <summary>Bytes of all elements.</summary>
    public long Size => (long)Shape.Size * ElementSize;
}
