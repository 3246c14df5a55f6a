using Keratin.Core;

namespace Keratin.Tests;

public sealed class RegularizerConfigTests
{
    // Each setting is another than its default. A regularizer without a sample fails the suite.
    private static readonly Dictionary<Type, (string KeysOfKeras, Func<Regularizer> Make)> Samples = new()
    {
        [typeof(L1)] = ("l1", () => new L1(0.3)),
        [typeof(L2)] = ("l2", () => new L2(0.3)),
        [typeof(L1L2)] = ("l1 l2", () => new L1L2(0.3, 0.7)),
        [typeof(OrthogonalRegularizer)] = ("factor mode", () => new OrthogonalRegularizer(0.3, "columns")),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Regularizer>();

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Regularizer sample = Sample(type).Make();
        ConfigContract.Unknown(Regularizer.Known, sample, regularizer => regularizer.ToObject());
        Regularizer read = ConfigContract.RoundTrip(Regularizer.Known, sample, regularizer => regularizer.ToObject());
        var weight = new Variable("weight", [3, 4]);
        new RandomNormal().Fill(weight.Values, [3, 4], key: 1);
        Assert.Equal(Reference.Run(sample.Call(weight.Read), 1), Reference.Run(read.Call(weight.Read), 1));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_is_missing_has_the_constructors_default(Type type)
    {
        Regularizer withDefaults = ConfigContract.WithDefaults<Regularizer>(type)!;
        ConfigContract.Defaults(Regularizer.Known, withDefaults, regularizer => regularizer.ToObject());
        ConfigContract.NoDefaults(withDefaults.GetConfig(), [Sample(type).Make().GetConfig()]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_settings_are_those_of_Keras_in_their_order(Type type) =>
        Assert.Equal(Sample(type).KeysOfKeras, string.Join(' ', Sample(type).Make().GetConfig().Names));

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

    private static (string KeysOfKeras, Func<Regularizer> Make) Sample(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (string, Func<Regularizer>) sample), $"Add a sample of {type.Name} to {nameof(RegularizerConfigTests)}.");
        return sample;
    }
}
