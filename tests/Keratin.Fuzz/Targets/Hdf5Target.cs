using Keratin.Core;
using Keratin.Formats;
using Keratin.Formats.Tests;

namespace Keratin.Fuzz;

/// <summary>HDF5: groups, datasets and attributes, whatever they mean.</summary>
internal sealed class Hdf5Target() : FuzzTarget("hdf5")
{
    private const int MostElements = 1_000_000;

    /// <summary>Damages such a file.</summary>
    public static Hdf5Mutator Mutator { get; } = new();

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        Hdf5File file = Hdf5File.Open(new MemoryStream(input), File);
        foreach (string path in Hdf5Walk.Datasets(file))
        {
            // A model expects a shape of its own: here the one that the file declares, as long as it is small.
            Shape shape = file.ShapeOf(path);
            file.StoredElements(path);
            if (shape.Size > MostElements || file.ElementOf(path) is Hdf5Element.Opaque or Hdf5Element.FixedText or Hdf5Element.Text or Hdf5Element.Other) continue;
            file.ReadSingles(path, shape);
            if (shape.Rank == 0 && file.ElementOf(path) is >= Hdf5Element.Int8 and <= Hdf5Element.UInt32) file.ReadInteger(path);
        }
        foreach (string group in file.Groups("").Append(""))
            foreach (string attribute in (string[])["name", "utf8", "fixed", "list", "fixed_list", "names", "empty"]) file.Texts(group, attribute);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [new(Ours(), Mutator), new(Hdf5Samples.Readable, Mutator), new(Packed(), Mutator)];

    private static byte[] Ours()
    {
        var root = new Hdf5Group();
        root.Group("a").SetText("name", "dense");
        root.Group("a").AddSingles("0", new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        root.AddInteger("step", 7);
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root);
        return stream.ToArray();
    }

    private static byte[] Packed()
    {
        var forge = new Hdf5Forge();
        (long address, int size) = forge.AddZeros(40);
        long chunks = forge.Chunks(1, (0, address, size), (10, forge.AddZeros(40).Address, size));
        long packed = forge.Dataset(Hdf5Forge.Extent(15), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, 10), Hdf5Forge.Filters(1));
        long piece = forge.Dataset(Hdf5Forge.Extent(2), Hdf5Forge.Integer(2), Hdf5Forge.InOnePiece(forge.Add([0, 0, 0x80, 0x3F]), 4));
        return forge.File(forge.Group(("packed", packed), ("inner", forge.Group(("piece", piece)))));
    }
}
