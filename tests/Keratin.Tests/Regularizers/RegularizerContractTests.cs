using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What every regularizer promises. One without a sample here fails the suite.</summary>
public sealed class RegularizerContractTests
{
    private static readonly Dictionary<Type, Func<Regularizer>> Samples = new()
    {
        [typeof(CustomRegularizer)] = () => new CustomRegularizer(weight => new Node(new Sum(), new Node(new Exp(), weight))),
        [typeof(L1)] = () => new L1(0.3),
        [typeof(L2)] = () => new L2(0.3),
        [typeof(L1L2)] = () => new L1L2(0.2, 0.3),
        [typeof(OrthogonalRegularizer)] = () => new OrthogonalRegularizer(0.3),
    };

    public static TheoryData<Type> Regularizers => ExportedTypes.Of<Regularizer>();

    [Theory]
    [MemberData(nameof(Regularizers))]
    public void It_is_one_number_whose_gradient_agrees_with_finite_differences(Type type)
    {
        var weight = new Variable("kernel", [3, 2]);
        for (int i = 0; i < weight.Values.Length; i++) weight.Values[i] = MathF.Sin(i + 1);
        Node penalty = Samples.SampleOf(type, nameof(RegularizerContractTests))().Call(weight.Read);
        Assert.Equal(Shape.Scalar, penalty.Shape);
        var graph = new Graph([penalty, Differentiation.Gradients(penalty, [weight])[0]], []);
        Reference.Agrees(graph, 1);

        var executor = new ReferenceExecutor(graph);
        executor.Run(1, new Dictionary<Node, double[]>());
        Assert.True(executor.Value(penalty)[0] > 0);
        double[] symbolic = executor.Value(graph.Outputs[1]).ToArray(), state = executor.State[weight];
        for (int i = 0; i < state.Length; i++)
        {
            double value = state[i];
            Assert.Equal((At(i, value + 1e-5) - At(i, value - 1e-5)) / 2e-5, symbolic[i], 1e-7);
            state[i] = value;
        }

        double At(int place, double value)
        {
            state[place] = value;
            executor.Run(1, new Dictionary<Node, double[]>());
            return executor.Value(penalty)[0];
        }
    }
}
