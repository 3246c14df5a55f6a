using Keratin.Core;

namespace Keratin.Tests;

/// <summary>
/// Losses where a probability is 0 or 1, where nothing is there to divide by, and where numbers are as large as squares
/// allow: Keras's value, and a gradient that is a number.
/// </summary>
public sealed class LossEdgeTests
{
    // −log of 1e-7, of what is left between 1 and the float next to 1 − 1e-7, and of that float.
    private const double No = 16.11809565, AlmostNo = 15.94238515, Yes = 1.1920930e-7;

    private static readonly (string Name, Loss Loss, float[] Truth, float[] Predictions, double Expected)[] s_edges =
    [
        ("binary cross-entropy, right", new BinaryCrossentropy(), [0, 1], [0, 1], Yes),
        ("binary cross-entropy, 0 for 1", new BinaryCrossentropy(), [1], [0], No),
        ("binary cross-entropy, 1 for 0", new BinaryCrossentropy(), [0], [1], AlmostNo),
        ("binary cross-entropy, far logits", new BinaryCrossentropy(fromLogits: true), [0, 1, 1, 0], [1e30f, -1e30f, 1e30f, -1e30f], 5e29),
        ("focal, 0 for 1", new BinaryFocalCrossentropy(), [1], [0], No),
        ("focal, right", new BinaryFocalCrossentropy(gamma: 0.5), [1, 0], [1, 0], 0),
        ("focal of a broken power, wrong", new BinaryFocalCrossentropy(gamma: 1.5), [1, 0], [0, 1], (No + AlmostNo) / 2),
        ("cross-entropy, right", new CategoricalCrossentropy(), [1, 0, 0], [1, 0, 0], Yes),
        ("cross-entropy, wrong", new CategoricalCrossentropy(), [0, 1, 0], [1, 0, 0], No),
        ("cross-entropy, far logits", new CategoricalCrossentropy(fromLogits: true), [0, 1, 0], [1e30f, -1e30f, 0], 2e30),
        ("cross-entropy of a label, wrong", new SparseCategoricalCrossentropy(), [1], [1, 0, 0], No),
        ("cross-entropy of a label, far logits", new SparseCategoricalCrossentropy(fromLogits: true), [1], [3e38f, 0, -3e38f], 3e38),
        ("categorical focal, wrong", new CategoricalFocalCrossentropy(), [0, 1, 0], [1, 0, 0], 0.25 * No),
        ("categorical focal of a small power, right", new CategoricalFocalCrossentropy(gamma: 0.5), [1, 0], [1, 0], 0),
        ("generalized, wrong", new CategoricalGeneralizedCrossEntropy(), [1], [1, 0], 2),
        ("generalized, right", new CategoricalGeneralizedCrossEntropy(), [0], [1, 0], 0),
        ("divergence of opposites", new KLDivergence(), [1, 0], [0, 1], No),
        ("divergence of the same", new KLDivergence(), [1, 0], [1, 0], 0),
        ("poisson of 0", new Poisson(), [3], [0], 3 * No),
        ("squared logarithmic error below 0", new MeanSquaredLogarithmicError(), [0], [-5], 0),
        ("squared logarithmic error of much", new MeanSquaredLogarithmicError(), [0], [3e38f], 88.597 * 88.597),
        ("percentage of 0", new MeanAbsolutePercentageError(), [0], [1], 1e9),
        ("cosine of nothing", new CosineSimilarity(), [0, 0], [1, 2], 0),
        ("cosine to nothing", new CosineSimilarity(), [1, 2], [0, 0], 0),
        ("dice of nothing", new Dice(), [0, 0], [0, 0], 1),
        ("tversky of nothing", new Tversky(), [0, 0], [0, 0], 1),
        ("dice of opposites", new Dice(), [1], [-1], 2e7),
        ("tversky of opposites", new Tversky(), [1], [-1], 1e7),
        ("squared error, large", new MeanSquaredError(), [0], [1e19f], 1e38),
        ("absolute error, large", new MeanAbsoluteError(), [-1e38f], [1e38f], 2e38),
        ("huber, large", new Huber(), [0], [3e38f], 3e38),
        ("log-cosh, large", new LogCosh(), [0], [-3e38f], 3e38),
        ("hinge, large", new Hinge(), [1], [-3e38f], 3e38),
        ("squared hinge, large", new SquaredHinge(), [1], [-1e19f], 1e38),
        ("categorical hinge, large", new CategoricalHinge(), [1, 0], [-1e38f, 1e38f], 2e38),
    ];

    public static TheoryData<string> Edges => [.. s_edges.Select(edge => edge.Name)];

    [Theory, MemberData(nameof(Edges))]
    public void The_loss_is_Kerass_and_its_gradient_is_a_number(string name)
    {
        (_, Loss loss, float[] truth, float[] predictions, double expected) = s_edges.Single(edge => edge.Name == name);
        Node t = loss.TakesLabels ? Reference.Input() : Reference.Input(truth.Length), one = Reference.Input(1);
        var outputs = new Variable("outputs", [1, predictions.Length]);
        predictions.CopyTo(outputs.Values);
        Node value = loss.OfBatch(t, new Node(new MatMul(), one, outputs.Read), null).Loss;
        var graph = new Graph([value, Differentiation.Gradients(value, [outputs])[0]], []);

        foreach (Graph same in (Graph[])[graph, Fusion.Run(graph, verify: true)])
        {
            float[][] results = Reference.Kernels(same, 1, (t, Array.ConvertAll(truth, x => (double)x)), (one, [1]));
            Assert.InRange(results[0][0] - expected, -1e-6 - 1e-5 * Math.Abs(expected), 1e-6 + 1e-5 * Math.Abs(expected));
            Assert.All(results[1], slope => Assert.True(float.IsFinite(slope), $"{slope}"));
        }
    }

    [Fact]
    public void Every_loss_has_an_edge() =>
        Assert.Empty(typeof(Loss).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(Loss)) && !type.IsAbstract && type != typeof(CustomLoss)).Except(s_edges.Select(edge => edge.Loss.GetType())));
}
