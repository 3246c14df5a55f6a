namespace Keratin.Tests;

public sealed class LayerConfigTests
{
    // With as few default settings as possible. A layer without a sample fails the suite.
    private static readonly Dictionary<Type, Func<Layer>> Samples = new()
    {
        [typeof(Dense)] = () => new Dense(3, "gelu", useBias: false, kernelInitializer: "he_normal", biasInitializer: "ones", kernelRegularizer: new L2(0.25),
            biasRegularizer: "l1", activityRegularizer: new L1L2(0.5, 0.125), kernelConstraint: new MaxNorm(3, axis: 1), biasConstraint: "non_neg", name: "mine"),
        [typeof(Add)] = () => new Add("mine"),
        [typeof(Average)] = () => new Average("mine"),
        [typeof(Concatenate)] = () => new Concatenate(-2, "mine"),
        [typeof(Dot)] = () => new Dot([2, 1], normalize: true, "mine"),
        [typeof(Input)] = () => new Input([3, 4], "mine"),
        [typeof(Maximum)] = () => new Maximum("mine"),
        [typeof(Minimum)] = () => new Minimum("mine"),
        [typeof(Model)] = Graph,
        [typeof(Multiply)] = () => new Multiply("mine"),
        [typeof(Sequential)] = () => new Sequential([new Dense(2, inputShape: [3]), Graph()], name: "mine"),
        [typeof(Subtract)] = () => new Subtract("mine"),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Layer>();

    private static Model Graph()
    {
        var x = new Input([2], name: "x");
        var shared = new Dense(2, name: "shared");
        return new Model(x, new Concatenate().Call(shared.Call(shared.Call(x)), new Sequential([new Dense(4)], name: "inner").Call(x)), name: "graph") { Trainable = false };
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out Func<Layer>? make), $"Add a sample of {type.Name} to {nameof(LayerConfigTests)}.");
        ConfigContract.RoundTrip(Layer.Known, make(), layer => layer.ToObject());
        ConfigContract.Unknown(Layer.Known, make(), layer => layer.ToObject());
    }
}
