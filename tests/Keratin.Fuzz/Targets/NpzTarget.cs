using Keratin.Formats;
using Keratin.Formats.Tests;

namespace Keratin.Fuzz;

/// <summary><c>.npz</c>: an archive of arrays, among them objects that Python has pickled.</summary>
internal sealed class NpzTarget() : FuzzTarget("npz")
{
    private static readonly ZipMutator Mutator = new(_ => NpyTarget.Mutator);

    /// <summary>An archive.</summary>
    public static byte[] Archive { get; } = ZipMember.Archive([.. NpyTarget.Files().Select((file, place) => ZipMember.Of($"a{place}.npy", file))]);

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        NpzArchive archive = NpzReader.Read(new MemoryStream(input), File);
        foreach (string name in archive.Names)
            if (archive[name].Type != NpyType.IntegerList) archive[name].ToNDArray();
    }

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [new(Archive, Mutator), new(ZipMember.Archive([ZipMember.Deflated("x.npy", NpyTarget.Files().First())]), Mutator)];
}
