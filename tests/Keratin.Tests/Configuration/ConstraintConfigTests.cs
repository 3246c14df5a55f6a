using Keratin.Core;

namespace Keratin.Tests;

public sealed class ConstraintConfigTests : SettingsContractTests<Constraint>
{
    private protected override NameTable<Constraint> Known => Constraint.Known;

    private protected override Dictionary<Type, (string KeysOfKeras, Func<Constraint> Make)> Samples { get; } = new()
    {
        [typeof(MaxNorm)] = ("max_value axis", () => new MaxNorm(0.3, axis: 1)),
        [typeof(MinMaxNorm)] = ("min_value max_value rate axis", () => new MinMaxNorm(0.1, 0.3, 0.7, axis: 1)),
        [typeof(NonNeg)] = ("", () => new NonNeg()),
        [typeof(UnitNorm)] = ("axis", () => new UnitNorm(axis: 1)),
    };

    private protected override Config ToObject(Constraint instance) => instance.ToObject();

    private protected override double[] Values(Constraint instance)
    {
        var weight = new Variable("weight", [3, 4]);
        new RandomNormal(stddev: 0.1).Fill(weight.Values, [3, 4], key: 1);
        return Reference.Run(instance.Call(weight.Read), 1);
    }

    [Fact]
    public void A_function_of_ones_own_cannot_be_written()
    {
        var layer = new Dense(2, biasConstraint: (Func<Node, Node>)(weight => weight));
        Assert.StartsWith("The constraint is a function of your own, which a file cannot hold: make it a class",
            Assert.Throws<InvalidOperationException>(() => layer.GetConfig()).Message, StringComparison.Ordinal);
    }
}
