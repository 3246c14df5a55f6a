namespace Keratin.Formats;

/// <summary>A member of a zip archive, as the archive's directory describes it.</summary>
/// <param name="Name">Its name, with slashes.</param>
/// <param name="Method">0 where it is stored as it is, 8 where it is deflated.</param>
/// <param name="Crc">Its checksum.</param>
/// <param name="StoredSize">Bytes in the archive.</param>
/// <param name="Size">Bytes when unpacked.</param>
/// <param name="Header">Where its own header begins.</param>
/// <param name="Sizes">Whether its own header repeats the sizes and the checksum.</param>
internal sealed record ZipEntry(string Name, int Method, uint Crc, long StoredSize, long Size, long Header, bool Sizes)
{
    /// <summary>The member is stored as it is.</summary>
    public const int Stored = 0;

    /// <summary>The member is deflated.</summary>
    public const int Deflated = 8;

    // Deflate shrinks zeros 1,032-fold at best.
    private const long MostGrowth = 1032;

    /// <summary>Where its bytes begin, behind its own header.</summary>
    public long Start { get; init; }

    /// <summary>Whether it is a folder, which has no content.</summary>
    public bool IsFolder => Name.EndsWith('/');

    /// <summary>Whether its stored bytes can make as many as it declares.</summary>
    public bool IsPossible => Method == Stored ? Size == StoredSize : Size <= MostGrowth * StoredSize;
}
