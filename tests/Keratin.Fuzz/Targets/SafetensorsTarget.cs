using System.Text;
using Keratin.Formats;

namespace Keratin.Fuzz;

/// <summary><c>.safetensors</c>: named arrays behind a header of JSON.</summary>
internal sealed class SafetensorsTarget() : FuzzTarget("safetensors")
{
    private static readonly OneOf Mutator = new(new ByteMutator("\"dtype\":\"F16\"", "\"shape\":[", "\"data_offsets\":[0,", "__metadata__"), new HeaderMutator(0, 8, new JsonMutator()));

    /// <summary>A file.</summary>
    public static Seed Written { get; } = new(SampleModels.Saved(".safetensors", SampleModels.Small().SaveWeights), Mutator);

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        SafetensorsFile file = SafetensorsReader.Read(new MemoryStream(input), File);
        foreach (string name in file.Names) file[name].ToNDArray();
    }

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds()
    {
        const string header = """{"__metadata__":{"format":"pt"},"half":{"dtype":"BF16","shape":[2,3],"data_offsets":[8,20]},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"none":{"dtype":"F32","shape":[0,9],"data_offsets":[20,20]}}""";
        return [Written, new([.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header), .. new byte[20]], Mutator)];
    }
}
