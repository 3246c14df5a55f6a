using System.Text;
using Keratin.Formats;

namespace Keratin.Fuzz;

/// <summary><c>.npy</c>: one array of NumPy's.</summary>
internal sealed class NpyTarget() : FuzzTarget("npy")
{
    /// <summary>Damages such a file whose header has the oldest version.</summary>
    public static IMutator Mutator { get; } = new OneOf(new ByteMutator("NUMPY", "'shape': (", "'descr': '", "|O", ">f8", "<i8", "True", "(", ")", "L", ","), new HeaderMutator(8, 2, new JsonMutator()));

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        NpyArray array = NpyReader.Read(input, File);
        if (array.Type != NpyType.IntegerList) array.ToNDArray();
    }

    /// <summary>Files of several types, orders and shapes.</summary>
    public static IEnumerable<byte[]> Files()
    {
        yield return Written(NpyArray.Create<short>([1, 2, 3, 4, 5, 6], [2, 3]));
        yield return Written(NpyArray.Create<double>([1.5], []));
        yield return Made("{'descr': '>f4', 'fortran_order': True, 'shape': (2, 1, 3), }\n", 24);
        yield return Made("{'descr': '|b1', 'fortran_order': False, 'shape': (0, 7), }\n", 0);
        yield return [.. Made("{'descr': '|O', 'fortran_order': False, 'shape': (3,), }\n", 0), .. PickleTarget.Lists()];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => Files().Select(file => new Seed(file, Mutator));

    private static byte[] Written(NpyArray array)
    {
        using var stream = new MemoryStream();
        NpyWriter.Write(stream, array);
        return stream.ToArray();
    }

    private static byte[] Made(string header, int content) => [0x93, .. "NUMPY\x01\0"u8, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[content]];
}
