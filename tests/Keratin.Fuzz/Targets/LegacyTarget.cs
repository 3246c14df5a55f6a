using Keratin.Tests;

namespace Keratin.Fuzz;

/// <summary><c>.h5</c>: a whole model as Keras saved it before <c>.keras</c>.</summary>
internal sealed class LegacyTarget() : FuzzTarget("legacy")
{
    private static readonly OneOf Mutator = new(Hdf5Target.Mutator, new TextWithinMutator());

    /// <summary>A file of Keras 2.</summary>
    public static Seed Written { get; } = new(LegacySamples.Keras2Row, Mutator);

    /// <inheritdoc/>
    public override void Read(byte[] input) => LegacyFile.Load(new MemoryStream(input), File, compile: true);

    /// <inheritdoc/>
    public override long MostMemory(int length) => 64 << 20;

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [Written, new(LegacySamples.Keras2Graph, Mutator), new(LegacySamples.Keras3Row, Mutator)];
}
