using Keratin.Formats;

namespace Keratin.Fuzz;

/// <summary><c>.onnx</c>: what the file of any program says of itself.</summary>
internal sealed class OnnxTarget() : FuzzTarget("onnx")
{
    private static readonly ProtobufMutator Mutator = new();

    /// <summary>A file.</summary>
    public static Seed Written { get; } = new(SampleModels.Saved(".onnx", path => SampleModels.Small().Export(path)), Mutator);

    /// <inheritdoc/>
    public override void Read(byte[] input) => OnnxContent.Read(new MemoryStream(input), File);

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [Written, new(SampleModels.Saved(".onnx", path => SampleModels.Branches().Export(path)), Mutator)];
}
