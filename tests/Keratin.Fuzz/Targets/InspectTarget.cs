namespace Keratin.Fuzz;

/// <summary><c>Model.Inspect</c>: what is in a file of any kind.</summary>
internal sealed class InspectTarget() : FuzzTarget("inspect")
{
    /// <inheritdoc/>
    public override void Read(byte[] input) => FileInspection.Describe(new MemoryStream(input), File).ToString();

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() =>
        [KerasTarget.Written, LegacyTarget.Written, WeightsTarget.Written, SafetensorsTarget.Written, OnnxTarget.Written, new(NpzTarget.Archive, new ZipMutator(_ => NpyTarget.Mutator)), new(NpyTarget.Files().First(), NpyTarget.Mutator)];
}
