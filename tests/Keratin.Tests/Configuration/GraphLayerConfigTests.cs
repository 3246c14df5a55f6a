namespace Keratin.Tests;

/// <summary>Layers that hold or join others: models, their inputs, and what merges.</summary>
public sealed class GraphLayerConfigTests
{
    private static readonly Dictionary<Type, Func<Layer>> Samples = new()
    {
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

    public static TheoryData<Type> Classes => [.. LayerConfigTests.ClassesOfGraphs];

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Func<Layer> make = Samples.SampleOf(type, nameof(GraphLayerConfigTests));
        ConfigContract.RoundTrip(Layer.Known, make(), layer => layer.ToObject());
        ConfigContract.Unknown(Layer.Known, make(), layer => layer.ToObject());
    }

    private static Model Graph()
    {
        var x = new Input([2], name: "x");
        var shared = new Dense(2, name: "shared");
        return new Model(x, new Concatenate().Call(shared.Call(shared.Call(x)), new Sequential([new Dense(4)], name: "inner").Call(x)), name: "graph") { Trainable = false };
    }
}
