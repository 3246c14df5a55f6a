using System.Text;
using Keratin.Formats;

namespace Keratin.Fuzz;

/// <summary>The configuration of a model as JSON, with weights beside it that are right.</summary>
internal sealed class ConfigTarget() : FuzzTarget("config")
{
    private byte[]? _stack, _branches;

    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        Config config = KerasFile.Reading(File, () => ConfigJson.Read(input));
        byte[] weights = Encoding.UTF8.GetString(input).Contains("Functional", StringComparison.Ordinal)
            ? _branches ??= Weights(SampleModels.Branches())
            : _stack ??= Weights(SampleModels.Stack());
        KerasFile.Load(new Config(), config, Hdf5File.Open(new MemoryStream(weights), File), File, compile: true);
    }

    /// <inheritdoc/>
    public override long MostMemory(int length) => 64 << 20;

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds()
    {
        var mutator = new JsonMutator();
        return ((Model[])[SampleModels.Stack(), SampleModels.Branches()]).Select(model => new Seed(SampleModels.Member(Save(model), "config.json"), mutator));
    }

    private static byte[] Weights(Model model) => SampleModels.Member(Save(model), "model.weights.h5");

    private static byte[] Save(Model model) => SampleModels.Saved(".keras", path => model.Save(path));
}
