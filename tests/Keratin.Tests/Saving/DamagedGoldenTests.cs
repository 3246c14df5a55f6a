using Keratin.Core;
using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>
/// The files that Keras itself wrote, cut off and with bytes changed: a part of a file is never taken
/// for the whole, and what a checksum covers is never read changed.
/// </summary>
public sealed class DamagedGoldenTests
{
    // All cuts and flips of all files take two minutes: those are tests that run when they are asked for.
    private const int CutsOfEachFile = 500, FlipsOfEachFile = 150;

    // Where an archive has its directory, each byte means something else.
    private const int EndsOfEachFile = 128;

    private static readonly string[] Models =
        ["seq_dense", "seq_dense_generic_config", "seq_dense_named_adam_l2", "functional_two_inputs", "dropout_batchnorm", "embedding_flatten", "embedding_pooling", "uncompiled"];

    public static TheoryData<string> Archives => [.. Models.Select(name => $"goldens/models/{name}.keras"), "goldens/numpy_backend/tiny_adam.keras", "goldens/numpy_backend/tiny_sgdm.keras"];

    public static TheoryData<string> WeightFiles => [.. Models.Where(name => name != "seq_dense_generic_config").Select(name => $"goldens/models/{name}.weights.h5")];

    public static TheoryData<string> ArrayFiles => [.. Models.Where(name => name != "seq_dense_generic_config").SelectMany(name => (string[])[$"goldens/models/{name}.npz", $"goldens/models/{name}.h5arrays.npz"])];

    public static TheoryData<string> All => [.. Archives.Concat(WeightFiles).Concat(ArrayFiles).Select(row => row.Data), "goldens/numpy_backend/tiny_sgdm_legacy.h5"];

    [Theory]
    [MemberData(nameof(All))]
    public void A_beginning_of_a_file_is_refused(string file)
    {
        byte[] whole = Bytes(file);
        // An odd step meets all places in fields of eight bytes.
        Cut(file, whole, Math.Max(1, whole.Length / CutsOfEachFile | 1));
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(All))]
    public void Every_beginning_of_a_file_is_refused(string file) => Cut(file, Bytes(file), step: 1);

    [Theory]
    [MemberData(nameof(All))]
    public void A_changed_byte_is_found_or_leaves_what_can_be_used(string file)
    {
        byte[] whole = Bytes(file);
        Flip(file, whole, Math.Max(1, whole.Length / FlipsOfEachFile | 1));
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(All))]
    public void Every_changed_byte_is_found_or_leaves_what_can_be_used(string file) => Flip(file, Bytes(file), step: 1);

    private static void Cut(string file, byte[] whole, int step)
    {
        Action<byte[]> read = Reader(file);
        for (int length = 0; length < whole.Length; length += length < whole.Length - EndsOfEachFile ? step : 1)
        {
            Exception? error = Record.Exception(() => read(whole[..length]));
            Assert.True(error is InvalidDataException, $"Of {file} the first {length:N0} of {whole.Length:N0} bytes give: {error?.ToString() ?? "a model"}");
        }
    }

    private static void Flip(string file, byte[] whole, int step)
    {
        Action<byte[]> read = Reader(file);
        read(whole);
        int refused = 0;
        for (int at = 0; at < whole.Length; at += step)
        {
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << at % 8);
            try
            {
                read(changed);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"The byte {at:N0} of {file} changed gives {error}");
            }
        }
        Assert.InRange(refused, 1, whole.Length);
    }

    // Reads a file, and looks whether what it makes can be used: where there are checksums, whether it is the same as of the whole file.
    private static Action<byte[]> Reader(string file)
    {
        byte[] whole = Bytes(file);
        switch (Path.GetExtension(file))
        {
            case ".keras":
                Model original = KerasFile.Load(new MemoryStream(whole), file, compile: true);
                string bits = original.Bits(), config = original.ToObject().ToString();
                return bytes =>
                {
                    Model model = KerasFile.Load(new MemoryStream(bytes), file, compile: true);
                    Assert.Equal(bits, model.Bits());
                    Assert.Equal(config, model.ToObject().ToString());
                };
            case ".npz":
                NpzArchive arrays = NpzReader.Read(new MemoryStream(whole), file);
                return bytes =>
                {
                    NpzArchive read = NpzReader.Read(new MemoryStream(bytes), file);
                    Assert.Equal(arrays.Names, read.Names);
                    foreach (string name in arrays.Names) Assert.True(arrays[name].Bytes.Span.SequenceEqual(read[name].Bytes.Span));
                };
            case ".h5" when file.EndsWith("_legacy.h5", StringComparison.Ordinal):
                return bytes => RequireUsable(LegacyFile.Load(new MemoryStream(bytes), file, compile: true));
            default:
                Model weights = KerasFile.Load(new MemoryStream(Bytes(file.Replace(".weights.h5", ".keras", StringComparison.Ordinal))), file, compile: true);
                return bytes =>
                {
                    KerasWeights.Read(Hdf5File.Open(new MemoryStream(bytes), file), file, weights);
                    RequireUsable(weights);
                };
        }
    }

    private static void RequireUsable(Model model)
    {
        foreach (NDArray weight in model.GetWeights()) Assert.Equal(-1, NDArray.IndexOfNonFinite(weight.Values));
        Assert.NotEmpty(model.Predict([.. model.InputShapes.Select(shape => new NDArray(new float[shape[1..].Size], shape[1..].Prepend(1)))]));
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(ReferenceFiles.Path(file.Split('/')));
}
