using Keratin.Core;

namespace Keratin.Tests;

public sealed class RegularizerConfigTests : SettingsContractTests<Regularizer>
{
    private protected override NameTable<Regularizer> Known => Regularizer.Known;

    private protected override Dictionary<Type, (string KeysOfKeras, Func<Regularizer> Make)> Samples { get; } = new()
    {
        [typeof(L1)] = ("l1", () => new L1(0.3)),
        [typeof(L2)] = ("l2", () => new L2(0.3)),
        [typeof(L1L2)] = ("l1 l2", () => new L1L2(0.3, 0.7)),
        [typeof(OrthogonalRegularizer)] = ("factor mode", () => new OrthogonalRegularizer(0.3, "columns")),
    };

    private protected override Config ToObject(Regularizer instance) => instance.ToObject();

    private protected override double[] Values(Regularizer instance)
    {
        var weight = new Variable("weight", [3, 4]);
        new RandomNormal().Fill(weight.Values, [3, 4], key: 1);
        return Reference.Run(instance.Call(weight.Read), 1);
    }

    [Fact]
    public void By_its_name_alone_l1_l2_has_the_factors_that_the_name_has_in_Keras()
    {
        Regularizer byName = "l1_l2";
        Assert.Equal("""{"l1":0.01,"l2":0.01}""", byName.GetConfig().ToString());
    }

    [Fact]
    public void A_function_of_ones_own_cannot_be_written()
    {
        var layer = new Dense(2, kernelRegularizer: (Func<Node, Node>)(weight => new Node(new Sum(), weight)));
        Assert.StartsWith("The regularizer is a function of your own, which a file cannot hold: make it a class",
            Assert.Throws<InvalidOperationException>(() => layer.GetConfig()).Message, StringComparison.Ordinal);
    }
}
