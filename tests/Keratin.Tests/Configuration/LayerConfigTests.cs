namespace Keratin.Tests;

public sealed class LayerConfigTests
{
    // With as few default settings as possible. A layer without a sample fails the suite.
    private static readonly Dictionary<Type, Func<Layer>> Samples = new()
    {
        [typeof(Dense)] = () => new Dense(3, "gelu", useBias: false, kernelInitializer: "he_normal", biasInitializer: "ones", kernelRegularizer: new L2(0.25),
            biasRegularizer: "l1", activityRegularizer: new L1L2(0.5, 0.125), kernelConstraint: new MaxNorm(3, axis: 1), biasConstraint: "non_neg", name: "mine"),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Layer>(typeof(Input), typeof(Sequential));

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out Func<Layer>? make), $"Add a sample of {type.Name} to {nameof(LayerConfigTests)}.");
        ConfigContract.RoundTrip(Layer.Known, make(), layer => layer.ToObject());
        ConfigContract.Unknown(Layer.Known, make(), layer => layer.ToObject());
    }
}
