using System.IO.Compression;
using System.Text;
using Keratin.Formats;

namespace Keratin.Tests;

/// <summary>Whatever happens to a file, it is described, or refused by the one documented error, within bounds of memory.</summary>
public sealed class HostileInspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_files_are_described_or_refused()
    {
        foreach (string name in InspectionSamples.WriteAll(_folder))
            Assert.InRange(Mutants.Read(File.ReadAllBytes(_folder.Path(name)), 20_000, name, bytes => FileInspection.Describe(new MemoryStream(bytes), name).ToString()), 10_000, 19_999);
    }

    [Fact]
    public void Damaged_configurations_are_described_or_refused()
    {
        InspectionSamples.Branches().Save(_folder.Path("m.keras"));
        using ZipArchive archive = ZipFile.OpenRead(_folder.Path("m.keras"));
        string configuration = Encoding.UTF8.GetString(Member("config.json"));
        byte[] metadata = Member("metadata.json"), weights = Member("model.weights.h5");
        int refused = 0;
        for (int number = 0; number < 4_000; number++)
        {
            using var stream = new MemoryStream();
            var writer = new ZipWriter(stream);
            foreach ((string name, byte[] content) in (ReadOnlySpan<(string, byte[])>)[("metadata.json", metadata), ("config.json", ConfigMutants.Make(configuration, number)), ("model.weights.h5", weights)])
                writer.Add(name, member => member.Write(content));
            writer.Finish();
            stream.Position = 0;
            try
            {
                FileInspection.Describe(stream, "m.keras").ToString();
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("m.keras", error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        // Only what is no JSON at all.
        Assert.InRange(refused, 400, 3_200);

        byte[] Member(string name)
        {
            using var content = new MemoryStream();
            archive.GetEntry(name)!.Open().CopyTo(content);
            return content.ToArray();
        }
    }

    [Fact]
    public void An_ONNX_file_that_does_not_go_on_is_refused()
    {
        InspectionSamples.Stack().Export(_folder.Path("plants.onnx"));
        byte[] whole = File.ReadAllBytes(_folder.Path("plants.onnx"));
        // The operator set stands behind the graph.
        for (int length = 0; length < whole.Length - 8; length++)
            Assert.Throws<InvalidDataException>(() => FileInspection.Describe(new MemoryStream(whole[..length]), "plants.onnx"));
        Assert.EndsWith("but has no graph; it is truncated or damaged.", Assert.Throws<InvalidDataException>(() => FileInspection.Describe(new MemoryStream([8, 8]), "plants.onnx")).Message, StringComparison.Ordinal);
    }
}
