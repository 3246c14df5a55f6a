using System.Text;

namespace Keratin.Fuzz;

/// <summary>The words of a dataset and their ranks, as Keras stores them.</summary>
internal sealed class WordIndexTarget() : FuzzTarget("words")
{
    /// <inheritdoc/>
    public override void Read(byte[] input) => WordIndex.Read(input, File);

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [new(Encoding.UTF8.GetBytes("""{"mdbl": 10996, "fawc": 16260, "degussa": 12089, "woods": 8803, "caf\u00e9": 13796, "\"q\"": 1}"""), new JsonMutator())];
}
