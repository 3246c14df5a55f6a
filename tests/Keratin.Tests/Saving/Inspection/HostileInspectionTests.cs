namespace Keratin.Tests;

/// <summary>A part of a file is not described as if it were the whole.</summary>
public sealed class HostileInspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
