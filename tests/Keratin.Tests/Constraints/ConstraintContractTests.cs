using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What every constraint promises. One without a sample here fails the suite.</summary>
public sealed class ConstraintContractTests
{
    private static readonly Dictionary<Type, Func<Constraint>> Samples = new()
    {
        [typeof(CustomConstraint)] = () => new CustomConstraint(weight => new Node(new Clip(-0.5f, 0.5f), weight)),
        [typeof(MaxNorm)] = () => new MaxNorm(0.7),
        [typeof(MinMaxNorm)] = () => new MinMaxNorm(0.5, 0.8),
        [typeof(NonNeg)] = () => new NonNeg(),
        [typeof(UnitNorm)] = () => new UnitNorm(),
    };

    public static TheoryData<Type> Constraints => ExportedTypes.Of<Constraint>();

    [Theory]
    [MemberData(nameof(Constraints))]
    public void It_keeps_the_shape_and_leaves_alone_what_it_has_made(Type type)
    {
        Constraint constraint = Samples.SampleOf(type, nameof(ConstraintContractTests))();
        var weight = new Variable("kernel", [3, 2]);
        for (int i = 0; i < weight.Values.Length; i++) weight.Values[i] = MathF.Sin(i + 1);
        Node once = constraint.Call(weight.Read), twice = constraint.Call(once);
        Assert.Equal(weight.Shape, once.Shape);
        Reference.Agrees(new Graph([once], []), 1);
        Assert.NotEqual(weight.Values.ToArray(), Reference.Kernels(new Graph([once], []), 1)[0]);
        Reference.Close(Reference.Run(once, 1), Reference.Run(twice, 1), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Constraints))]
    public void Weights_of_zero_stay_finite(Type type)
    {
        var weight = new Variable("kernel", [3, 2]);
        Assert.All(Reference.Kernels(new Graph([Samples.SampleOf(type, nameof(ConstraintContractTests))().Call(weight.Read)], []), 1)[0], value => Assert.True(float.IsFinite(value)));
    }
}
