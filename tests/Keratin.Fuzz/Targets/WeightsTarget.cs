using Keratin.Formats;
using Keratin.Tests;

namespace Keratin.Fuzz;

/// <summary><c>.weights.h5</c> and the weights in an older <c>.h5</c>, read into a model that is there.</summary>
internal sealed class WeightsTarget() : FuzzTarget("weights")
{
    private Model? _model, _legacy;

    /// <summary>A file.</summary>
    public static Seed Written { get; } = new(SampleModels.Saved(".weights.h5", SampleModels.Stack().SaveWeights), Hdf5Target.Mutator);

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        Hdf5File file = Hdf5File.Open(new MemoryStream(input), File);
        if (LegacyFile.HasWeights(file)) LegacyFile.ReadWeights(file, File, _legacy ??= LegacyFile.Load(new MemoryStream(LegacySamples.Keras2Row), File, compile: true));
        else KerasWeights.Read(file, File, _model ??= SampleModels.Stack());
    }

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [Written, new(LegacySamples.Keras2Row, Hdf5Target.Mutator)];
}
