using Keratin.Tests;

namespace Keratin.Formats.Tests;

/// <summary>Whatever happens to a file, it is read, or refused by the one documented error, within bounds of memory.</summary>
public sealed class Hdf5MutationTests
{
    [Fact]
    public void Damaged_files_of_our_own_are_read_or_refused()
    {
        var root = new Hdf5Group();
        root.Group("a").SetText("name", "dense");
        root.Group("a").AddSingles("0", new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        root.AddInteger("step", 7);
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, root);

        Assert.InRange(Mutants.Read(stream.ToArray(), 20_000, "model.h5", ReadAll), 5_000, 20_000);
    }

    [Fact]
    public void Damaged_files_of_h5py_are_read_or_refused() =>
        Assert.InRange(Mutants.Read(Hdf5Samples.Readable, 20_000, "model.h5", ReadAll), 5_000, 20_000);

    private static void ReadAll(byte[] bytes)
    {
        Hdf5File file = Hdf5File.Open(new MemoryStream(bytes), "model.h5");
        foreach (string path in Hdf5Walk.Datasets(file))
        {
            // A model expects a shape of its own: here the one that the file declares, as long as it is small.
            Shape shape = file.ShapeOf(path);
            if (shape.Size > 1_000_000 || file.ElementOf(path) is Hdf5Element.Opaque or Hdf5Element.FixedText or Hdf5Element.Text or Hdf5Element.Other) continue;
            file.ReadSingles(path, shape);
            if (shape.Rank == 0 && file.ElementOf(path) is >= Hdf5Element.Int8 and <= Hdf5Element.UInt32) file.ReadInteger(path);
        }
        foreach (string group in file.Groups("").Append(""))
            foreach (string attribute in (string[])["name", "utf8", "fixed", "list", "fixed_list", "names", "empty"]) file.Texts(group, attribute);
    }
}
