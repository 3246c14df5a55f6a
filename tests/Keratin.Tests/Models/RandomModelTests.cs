using CsCheck;
using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What holds of every model, on models as nobody would make them.</summary>
public sealed class RandomModelTests
{
    private static readonly Gen<int> Seeds = Gen.Int[0, 1_000_000];

    [Fact]
    public void Fused_and_unfused_they_compute_the_same_bits() => Seeds.Sample(seed =>
    {
        Model model = RandomModels.AnyForm(new Random(seed));
        foreach (bool training in (bool[])[false, true])
        {
            Node[] inputs = Inputs(model);
            TracedModel traced = model.Trace(inputs, training, new Variable("iteration", Shape.Scalar, ElementType.Int64));
            var graph = new Graph(traced.Outputs, []);
            (Node, double[])[] data = Data(inputs, 5, seed);
            Assert.Equal(Reference.Kernels(graph, 5, data), Reference.Kernels(Fusion.Run(graph, verify: true), 5, data));
        }
    }, iter: 100, threads: 1);

    [Fact]
    public void Any_number_of_threads_trains_the_same_bits() => Seeds.Sample(seed =>
    {
        string one = Train(Made(seed), threads: 1);
        foreach (int threads in (int[])[2, 3, 8]) Assert.Equal(one, Train(Made(seed), threads));

        string Train(Model model, int threads)
        {
            model.Threads = threads;
            // Enough rows to a batch that they are shared.
            (NDArray[] x, NDArray[] y) = Arrays(model, rows: 600, seed);
            model.Fit(x, y, batchSize: 256, epochs: 1, verbose: 0);
            return model.Bits();
        }
    }, iter: 25, threads: 1);

    [Fact]
    public void Saved_and_loaded_they_predict_and_train_the_same_bits() => Seeds.Sample(seed =>
    {
        using var folder = new TemporaryFolder();
        Model model = Made(seed);
        (NDArray[] x, NDArray[] y) = Arrays(model, rows: 12, seed);
        model.Fit(x, y, batchSize: 5, epochs: 1, verbose: 0);
        model.Save(folder.Path("model.keras"));
        Model loaded = Model.Load(folder.Path("model.keras"));
        Assert.Equal(model.Predict(x).Select(output => output.Bits()), loaded.Predict(x).Select(output => output.Bits()));
        foreach (Model one in (Model[])[model, loaded]) one.Fit(x, y, batchSize: 5, epochs: 2, verbose: 0);
        Assert.Equal(model.Bits(), loaded.Bits());
    }, iter: 60, threads: 1);

    [Fact]
    public void Their_gradients_are_those_of_differences() => Seeds.Sample(seed =>
    {
        var random = new Random(seed);
        Model model = RandomModels.AnyForm(random);
        // Not the first values: a bias of zero puts whole layers on a bend, where sums of rules need not be a slope.
        model.SetWeights([.. model.Weights.Select(weight => new NDArray([.. Enumerable.Range(0, weight.Shape.Size).Select(_ => 0.1f + random.NextSingle())], weight.Shape))]);
        Node[] inputs = Inputs(model);
        TracedModel traced = model.Trace(inputs, training: true, new Variable("iteration", Shape.Scalar, ElementType.Int64));
        Node loss = traced.Outputs.Select(output => new Node(new Mean(), new Node(new Square(), output))).Aggregate((left, right) => left + right);
        Variable[] weights = [.. model.TrainableWeights];
        Node[] gradients = Differentiation.Gradients(loss, weights);
        var data = Data(inputs, 5, seed).ToDictionary(input => input.Input, input => input.Data);
        var symbolic = new ReferenceExecutor(new Graph([loss, .. gradients], []));
        symbolic.Run(5, data);
        var numeric = new ReferenceExecutor(new Graph([loss], []));
        double middle = symbolic.Value(loss)[0];
        for (int trial = 0; trial < 20; trial++)
        {
            int weight = random.Next(weights.Length);
            double[] state = numeric.State[weights[weight]];
            int place = random.Next(state.Length);
            // A loss, which is a sum of squares, is known to some of its last bits; of a large one that is much of a slope.
            const double step = 1e-6, rounding = 1e-15;
            double x = state[place], above = (At(x + step) - middle) / step, below = (middle - At(x - step)) / step;
            state[place] = x;
            // Where a bend lies within a step, one of the two slopes is of both its sides, and the gradient is the other.
            double actual = symbolic.Value(gradients[weight])[place], tolerance = 1e-5 * Math.Max(1, Math.Max(Math.Abs(above), Math.Abs(below))) + rounding * middle / step;
            Assert.True(actual >= Math.Min(above, below) - tolerance && actual <= Math.Max(above, below) + tolerance,
                $"{weights[weight].Name} at {place}: by differences {below:R} to {above:R}, by the rules {actual:R}");

            double At(double value)
            {
                state[place] = value;
                numeric.Run(5, data);
                return numeric.Value(loss)[0];
            }
        }
    }, iter: 60, threads: 1);

    private static Model Made(int seed)
    {
        Model model = RandomModels.AnyForm(new Random(seed));
        model.Compile(new Adam(), Enumerable.Repeat("mse", model.OutputNames.Count).Select(name => (Loss)name).ToArray());
        return model;
    }

    private static Node[] Inputs(Model model) => [.. model.InputShapes.Select((shape, i) => new Node(new Placeholder($"x{i}", shape)))];

    private static (Node Input, double[] Data)[] Data(Node[] inputs, int rows, int seed)
    {
        var random = new Random(seed);
        return [.. inputs.Select(input => (input, Enumerable.Range(0, (int)input.Shape.Elements(rows)).Select(_ => (double)(random.NextSingle() * 4 - 2)).ToArray()))];
    }

    private static (NDArray[] X, NDArray[] Y) Arrays(Model model, int rows, int seed)
    {
        return ([.. model.InputShapes.Select((shape, i) => Like(shape, i))], [.. model.OutputShapes.Select((shape, i) => Like(shape, i + 10))]);

        NDArray Like(Shape shape, int salt)
        {
            Shape full = shape[1..].Prepend(rows);
            return new NDArray(Examples.Numbers(1, full.Size, seed + salt).ToArray(), full);
        }
    }
}
