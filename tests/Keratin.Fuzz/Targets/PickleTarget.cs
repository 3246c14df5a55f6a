using Keratin.Formats;
using Keratin.Formats.Tests;

namespace Keratin.Fuzz;

/// <summary>Lists of integers in an array of objects, as Python pickles them.</summary>
internal sealed class PickleTarget() : FuzzTarget("pickle")
{
    private static readonly ByteMutator Mutator = new(
        ".", "(", "0", "1", "2", "N", "\x88", "\x89", "J\xFF\xFF\xFF\xFF", "K\x01", "M\x01\x01", "\x8A\x01\x01", "\x8B\xFF\xFF\xFF\x7F", "G\0\0\0\0\0\0\0\0",
        "T\xFF\xFF\xFF\xFF", "U\x01x", "X\xFF\xFF\xFF\x7F", "\x8C\x01x", "\x8D\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", "B\x01\0\0\0x", "C\x01x", "\x8E\x01\0\0\0\0\0\0\0x",
        ")", "t", "\x85", "\x86", "\x87", "]", "l", "a", "e", "q\x01", "r\xFF\xFF\xFF\xFF", "\x94", "h\x01", "j\x01\0\0\0", "\x93", "R", "b", "\x95\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F",
        "cnumpy.core.multiarray\n_reconstruct\n", "cnumpy\nndarray\n", "cnumpy\ndtype\n", "c_codecs\nencode\n", "cos\nsystem\n", "iposix\nsystem\n", "numpy._core.multiarray", "O8", "i4", "|", ">");

    /// <summary>Three lists.</summary>
    public static byte[] Lists() => Convert.FromBase64String(PickleSamples.Protocol4);

    /// <inheritdoc/>
    public override void Read(byte[] input) => PickledIntegerLists.Read(input, [3], File);

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() =>
        from pickle in (string[])[PickleSamples.Protocol2, PickleSamples.Protocol3, PickleSamples.Protocol4, PickleSamples.Protocol5]
        select new Seed(Convert.FromBase64String(pickle), Mutator);
}
