using System.Buffers.Binary;
using System.Text;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

/// <summary>
/// How much memory reading takes: for what a file only declares, none; for what it holds, at most 16 MiB and twice its
/// length. Counted is all memory that is taken, which is more than what is held at any one time.
/// </summary>
public sealed class MemoryTests
{
    private const long AlwaysAllowed = 16 << 20, ForDeclarations = 1 << 20;

    // The boundaries of 31, 32 and 63 bits, products that pass them, and one that comes back to 4 when 64 bits overflow.
    private static readonly ulong[][] Gigantic =
    [
        [int.MaxValue], [1UL << 31], [uint.MaxValue], [1UL << 32], [long.MaxValue], [1UL << 63], [ulong.MaxValue],
        [1, int.MaxValue], [int.MaxValue, 2], [int.MaxValue, int.MaxValue], [65_536, 65_536], [1UL << 32, 1UL << 32], [4_194_305, 4_194_305, 211_106_198_978_564],
        [1UL << 21, 1UL << 21, 1UL << 22], [1, 1, 1, 1 << 30, 4], [.. Enumerable.Repeat(2UL, 31)], [.. Enumerable.Repeat(2UL, 32)], [.. Enumerable.Repeat(1UL << 62, 32)],
    ];

    public static TheoryData<string> NpyTypes => ["|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f4", "<f8", ">i2", ">f8", "|O"];

    public static TheoryData<string> SafetensorsTypes => ["BOOL", "U8", "I8", "U16", "I16", "F16", "BF16", "U32", "I32", "F32", "U64", "I64", "F64"];

    public static TheoryData<int> Hdf5Sizes => [1, 2, 4, 8];

    [Theory]
    [MemberData(nameof(NpyTypes))]
    public void A_gigantic_shape_in_npy_takes_no_memory(string type)
    {
        foreach (ulong[] shape in Gigantic)
            foreach (string order in (string[])["True", "False"])
            {
                byte[] bytes = NpyBytes.Make($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({string.Join(", ", shape)},), }}", new byte[16]);
                Refused(() => NpyReader.Read(bytes, "x.npy"), shape);
                byte[] archive = ZipBytes.Make(("x.npy", bytes));
                Refused(() => NpzReader.Read(new MemoryStream(archive), "x.npz"), shape);
            }
    }

    [Theory]
    [MemberData(nameof(SafetensorsTypes))]
    public void A_gigantic_shape_in_safetensors_takes_no_memory(string type)
    {
        foreach (ulong[] shape in Gigantic)
            foreach (ulong end in (ulong[])[0, 4, 16, shape[^1], shape.Aggregate((left, right) => unchecked(left * right)), ulong.MaxValue])
            {
                byte[] header = Encoding.ASCII.GetBytes($"{{\"x\":{{\"dtype\":\"{type}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[0,{end}]}}}}");
                byte[] bytes = [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[16]];
                Refused(() => SafetensorsReader.Read(new MemoryStream(bytes), "x.safetensors"), shape);
            }
    }

    [Theory]
    [MemberData(nameof(Hdf5Sizes))]
    public void A_gigantic_shape_in_HDF5_takes_no_memory(int elementSize)
    {
        foreach (ulong[] shape in Gigantic)
        {
            byte[] extent = Hdf5Forge.Extent([.. shape.Select(size => (long)size)]), type = Hdf5Forge.Integer(elementSize);
            foreach (long declared in (long[])[16, int.MaxValue, 1L << 32, long.MaxValue, -1])
            {
                var forge = new Hdf5Forge();
                byte[] file = forge.File(forge.Group(("x", forge.Dataset(extent, type, Hdf5Forge.InOnePiece(forge.Add(new byte[16]), declared)))));
                Refused(() => Read(file), shape);
            }
            foreach (long chunk in (long[])[1, 4, 1 << 20, int.MaxValue, uint.MaxValue])
            {
                var forge = new Hdf5Forge();
                (long address, int size) = forge.AddZeros(16);
                long chunks = forge.Chunks(shape.Length, (0, address, size));
                byte[] file = forge.File(forge.Group(("x", forge.Dataset(extent, type, Hdf5Forge.InChunks(chunks, elementSize, [.. Enumerable.Repeat(chunk, shape.Length)]), Hdf5Forge.Filters(1)))));
                Refused(() => Read(file), shape);
            }
        }

        static void Read(byte[] bytes)
        {
            Hdf5File file = Hdf5File.Open(new MemoryStream(bytes), "x.h5");
            file.ReadSingles("x", file.ShapeOf("x"));
        }
    }

    [Theory]
    [InlineData("<f4", false)]
    [InlineData("<f4", true)]
    [InlineData(">f4", false)]
    [InlineData(">f8", true)]
    [InlineData(">i2", true)]
    public void An_npy_file_takes_twice_its_length(string type, bool fortran)
    {
        using var folder = new TemporaryFolder();
        int size = type[2] - '0';
        byte[] bytes = NpyBytes.Make(type, $"(4000, {32_000_000 / size / 4000})", new byte[32_000_000], fortran: fortran);
        File.WriteAllBytes(folder.Path("x.npy"), bytes);
        Within(bytes.Length, () => Npy.Load(folder.Path("x.npy")));

        using var archive = new MemoryStream();
        var zip = new ZipWriter(archive);
        zip.Add("x.npy", member => member.Write(bytes));
        zip.Finish();
        Within(bytes.Length, () => NpzReader.Read(archive, "x.npz"));
    }

    [Theory]
    [InlineData("F64", 8)]
    [InlineData("F32", 4)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    [InlineData("BOOL", 1)]
    public void A_safetensors_file_takes_twice_its_length(string type, int size)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{\"x\":{{\"dtype\":\"{type}\",\"shape\":[{32_000_000 / size}],\"data_offsets\":[0,32000000]}}}}");
        byte[] bytes = [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[32_000_000]];
        Within(bytes.Length, () => SafetensorsReader.Read(new MemoryStream(bytes), "x.safetensors"));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(2)]
    public void An_HDF5_file_takes_twice_its_length(int elementSize)
    {
        var forge = new Hdf5Forge();
        int count = 32_000_000 / elementSize;
        byte[] file = forge.File(forge.Group(("x", forge.Dataset(Hdf5Forge.Extent(count), Hdf5Forge.Integer(elementSize), Hdf5Forge.InOnePiece(forge.Add(new byte[32_000_000]), 32_000_000)))));
        Within(file.Length, () => Hdf5File.Open(new MemoryStream(file), "x.h5").ReadSingles("x", [count]));
    }

    // What is compressed takes its stored and its unpacked length.
    [Fact]
    public void A_compressed_npz_file_takes_what_it_declares()
    {
        byte[] noise = new byte[32_000_000];
        new Random(1).NextBytes(noise.AsSpan(0, 4_000_000));
        byte[] archive = ZipBytes.Make(("x.npy", NpyBytes.Make("|u1", "(32000000,)", noise)));

        Within(archive.Length / 2 + 16_000_000, () => NpzReader.Read(new MemoryStream(archive), "x.npz"));
    }

    // An instruction of one byte makes a list, which is an object.
    [Theory]
    [InlineData("]")]
    [InlineData("]\u0094")]
    [InlineData(")")]
    [InlineData(")\u0094")]
    [InlineData("K\u0001\u0085")]
    [InlineData("(")]
    [InlineData("N")]
    [InlineData("U\0")]
    [InlineData("2")]
    public void A_pickle_takes_up_to_130_times_its_length(string instructions)
    {
        // A little more than two to the 20th: what grows by doubling has just doubled.
        byte[] pickle = Encoding.Latin1.GetBytes("N" + string.Concat(Enumerable.Repeat(instructions, 1_050_000)));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => PickleMachine.Run(pickle, "x.npy"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, pickle.Length, 130L * pickle.Length);
    }

    private static void Refused(Action read, ulong[] shape)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? error = Record.Exception(read);
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(error is InvalidDataException, $"The shape {string.Join(" × ", shape)} gives {error?.ToString() ?? "an array"}");
        Assert.True(taken < ForDeclarations, $"The shape {string.Join(" × ", shape)} takes {taken:N0} bytes of memory.");
    }

    private static void Within(long length, Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, length / 2, AlwaysAllowed + 2 * length);
    }
}
