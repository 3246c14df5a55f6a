namespace Keratin.Formats;

/// <summary>
/// The bytes of an HDF5 file. Nothing is read beyond its end, and all that describes the file, rather than being its
/// numbers, is counted: a file that makes its reader go round in circles runs out of this budget.
/// </summary>
internal sealed class Hdf5Bytes
{
    // A description is read once, so its bytes are fewer than the file's; small files get some air.
    private const long AlwaysAllowed = 4 << 20;
    private const long MostPerByte = 4;

    // Constant weights shrink a thousandfold, so small files get far; beyond, real weights shrink less than a hundredfold.
    private const long AlwaysUnpacked = 256 << 20;
    private const long MostGrowth = 100;

    private readonly Stream _stream;
    private readonly long _budget, _mostUnpacked;
    private long _described, _stored, _unpacked;

    /// <summary>Takes a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="packed">The bytes from which the file itself was unpacked; as many as it has where it was not packed.</param>
    public Hdf5Bytes(Stream stream, long packed)
    {
        _stream = stream;
        Length = stream.Length;
        _budget = AlwaysAllowed + MostPerByte * Length;
        _mostUnpacked = Math.Max(AlwaysUnpacked, MostGrowth * packed);
    }

    /// <summary>The length of the file.</summary>
    public long Length { get; }

    /// <summary>Whether so many bytes stand at an address.</summary>
    public bool Hold(long address, long count) => address >= 0 && count >= 0 && count <= Length - address;

    /// <summary>Reads bytes that describe the file.</summary>
    /// <param name="address">Where they begin.</param>
    /// <param name="count">How many they are; memory is taken only if the file has them.</param>
    /// <param name="part">The file and the object, for errors.</param>
    /// <param name="what">What the bytes are, for errors.</param>
    public byte[] Description(long address, long count, string part, string what)
    {
        if (!Hold(address, count)) throw Malformed.In(part, $"{what} should stand at byte {address:N0}, and the file has {Length:N0}; it is truncated or damaged");
        Charge(count, part);
        var bytes = new byte[count];
        Numbers(address, bytes);
        return bytes;
    }

    /// <summary>Counts bytes of text or description that are made from the file.</summary>
    public void Charge(long count, string part)
    {
        _described += count;
        if (_described > _budget) throw Malformed.In(part, $"the descriptions in this file of {Length:N0} bytes take more than {_budget:N0} bytes, which no real file's do");
    }

    /// <summary>Counts the numbers of a dataset, of all together no more than the file can honestly have.</summary>
    /// <param name="stored">Bytes in the file. No two datasets, and no two chunks, stand on the same.</param>
    /// <param name="unpacked">Bytes when unpacked.</param>
    /// <param name="part">The file and the dataset, for errors.</param>
    public void Claim(long stored, long unpacked, string part)
    {
        _stored += stored;
        _unpacked += unpacked;
        if (_stored > Length) throw Malformed.In(part, $"with its {stored:N0} bytes the file's {Length:N0} are more than used up: some of its numbers stand where others do");
        if (_unpacked > _mostUnpacked) throw Malformed.In(part, $"with its {unpacked:N0} bytes of numbers the file unpacks to more than {_mostUnpacked:N0}, as files do that are made to fill memory; if you trust it, write it anew without compression");
    }

    /// <summary>Reads bytes of a dataset, which must be in the file.</summary>
    public void Numbers(long address, Span<byte> destination)
    {
        _stream.Position = address;
        _stream.ReadExactly(destination);
    }
}
