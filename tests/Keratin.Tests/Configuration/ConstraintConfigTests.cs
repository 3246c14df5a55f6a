using Keratin.Core;

namespace Keratin.Tests;

public sealed class ConstraintConfigTests
{
    // Each setting is another than its default. A constraint without a sample fails the suite.
    private static readonly Dictionary<Type, (string KeysOfKeras, Func<Constraint> Make)> Samples = new()
    {
        [typeof(MaxNorm)] = ("max_value axis", () => new MaxNorm(0.3, axis: 1)),
        [typeof(MinMaxNorm)] = ("min_value max_value rate axis", () => new MinMaxNorm(0.1, 0.3, 0.7, axis: 1)),
        [typeof(NonNeg)] = ("", () => new NonNeg()),
        [typeof(UnitNorm)] = ("axis", () => new UnitNorm(axis: 1)),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Constraint>();

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Constraint sample = Sample(type).Make();
        ConfigContract.Unknown(Constraint.Known, sample, constraint => constraint.ToObject());
        Constraint read = ConfigContract.RoundTrip(Constraint.Known, sample, constraint => constraint.ToObject());
        var weight = new Variable("weight", [3, 4]);
        new RandomNormal(stddev: 0.1).Fill(weight.Values, [3, 4], key: 1);
        Assert.Equal(Reference.Run(sample.Call(weight.Read), 1), Reference.Run(read.Call(weight.Read), 1));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_is_missing_has_the_constructors_default(Type type)
    {
        Constraint withDefaults = ConfigContract.WithDefaults<Constraint>(type)!;
        ConfigContract.Defaults(Constraint.Known, withDefaults, constraint => constraint.ToObject());
        ConfigContract.NoDefaults(withDefaults.GetConfig(), [Sample(type).Make().GetConfig()]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_settings_are_those_of_Keras_in_their_order(Type type) =>
        Assert.Equal(Sample(type).KeysOfKeras, string.Join(' ', Sample(type).Make().GetConfig().Names));

    [Fact]
    public void A_function_of_ones_own_cannot_be_written()
    {
        var layer = new Dense(2, biasConstraint: (Func<Node, Node>)(weight => weight));
        Assert.StartsWith("The constraint is a function of your own, which a file cannot hold: make it a class",
            Assert.Throws<InvalidOperationException>(() => layer.GetConfig()).Message, StringComparison.Ordinal);
    }

    private static (string KeysOfKeras, Func<Constraint> Make) Sample(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (string, Func<Constraint>) sample), $"Add a sample of {type.Name} to {nameof(ConstraintConfigTests)}.");
        return sample;
    }
}
