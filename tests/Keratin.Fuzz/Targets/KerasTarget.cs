namespace Keratin.Fuzz;

/// <summary><c>.keras</c>: a whole model.</summary>
internal sealed class KerasTarget() : FuzzTarget("keras")
{
    private static readonly ZipMutator Mutator = new(member => member.EndsWith(".json", StringComparison.Ordinal) ? new JsonMutator() : Hdf5Target.Mutator);

    /// <summary>A file with all that one can hold.</summary>
    public static Seed Written { get; } = new(SampleModels.Saved(".keras", path => SampleModels.Stack().Save(path)), Mutator);

    /// <inheritdoc/>
    public override void Read(byte[] input) => KerasFile.Load(new MemoryStream(input), File, compile: true);

    /// <inheritdoc/>
    public override long MostMemory(int length) => 64 << 20;

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() =>
        [Written, new(SampleModels.Saved(".keras", path => SampleModels.Branches().Save(path)), Mutator), new(SampleModels.Saved(".keras", path => SampleModels.Small().Save(path)), Mutator)];
}
