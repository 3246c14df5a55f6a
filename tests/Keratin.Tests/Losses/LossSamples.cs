using Keratin.Core;

namespace Keratin.Tests;

/// <summary>One sample or more for each loss. A new loss is added here and nowhere else.</summary>
internal static class LossSamples
{
    private const double Epsilon = 1e-7;

    public static IReadOnlyList<LossSample> All { get; } =
    [
        Regression("mean_squared_error", new MeanSquaredError(), (t, p) => (p - t) * (p - t)),
        Regression("mean_absolute_error", new MeanAbsoluteError(), (t, p) => Math.Abs(p - t)),
        Regression("mean_absolute_percentage_error", new MeanAbsolutePercentageError(), (t, p) => 100 * Math.Abs((t - p) / Math.Max(Math.Abs(t), Epsilon))),
        Regression("mean_squared_logarithmic_error", new MeanSquaredLogarithmicError(),
            (t, p) => Math.Pow(Math.Log(Math.Max(p, Epsilon) + 1) - Math.Log(Math.Max(t, Epsilon) + 1), 2)),
        Regression("huber", new Huber(), (t, p) => Math.Abs(p - t) <= 1 ? 0.5 * (p - t) * (p - t) : Math.Abs(p - t) - 0.5),
        Regression("huber with delta 0.3", new Huber(0.3), (t, p) => Math.Abs(p - t) <= 0.3f ? 0.5 * (p - t) * (p - t) : 0.3f * (Math.Abs(p - t) - 0.15f)),
        Regression("log_cosh", new LogCosh(), (t, p) => Math.Log(Math.Cosh(p - t))),
        new("hinge", new Hinge(), 3, Signs, Reals, PerElement((t, p) => Math.Max(1 - t * p, 0))),
        new("hinge of 0 and 1", new Hinge(), 3, Bits, Reals, PerElement((t, p) => Math.Max(1 - (2 * t - 1) * p, 0))),
        new("squared_hinge", new SquaredHinge(), 1, Signs, Reals, PerElement((t, p) => Math.Pow(Math.Max(1 - t * p, 0), 2))),
        new("categorical_hinge", new CategoricalHinge(), 4, OneHot, Reals, PerRow((t, p) =>
            Math.Max(t.Zip(p, (a, b) => (1 - a) * b).Max() - t.Zip(p, (a, b) => a * b).Sum() + 1, 0))),
        new("poisson", new Poisson(), 3, Counts, Positive, PerElement((t, p) => p - t * Math.Log(p + Epsilon))),
        new("kl_divergence", new KLDivergence(), 4, Shares, Shares, PerRow((t, p) => t.Zip(p, (a, b) => a * Math.Log(a / b)).Sum())),
        new("cosine_similarity", new CosineSimilarity(), 4, Reals, Reals, PerRow((t, p) => -t.Zip(p, (a, b) => a * b).Sum() / (Length(t) * Length(p)))),
        new("binary_crossentropy", new BinaryCrossentropy(), 3, Bits, Probabilities, PerElement(Binary)),
        new("binary_crossentropy smoothed, from logits", new BinaryCrossentropy(fromLogits: true, labelSmoothing: 0.2), 1, Bits, Reals,
            PerElement((t, p) => Binary(0.8 * t + 0.1, Sigmoid(p)))),
        new("binary_focal_crossentropy", new BinaryFocalCrossentropy(), 3, Bits, Probabilities, PerElement((t, p) => Math.Pow(1 - Right(t, p), 2) * Binary(t, p))),
        new("binary_focal_crossentropy of all settings", new BinaryFocalCrossentropy(applyClassBalancing: true, alpha: 0.4, gamma: 1.5, fromLogits: true, labelSmoothing: 0.1), 2, Bits, Reals,
            PerElement((t, p) => BalancedFocal(0.9 * t + 0.05, Sigmoid(p)))),
        new("categorical_crossentropy", new CategoricalCrossentropy(), 4, OneHot, Positive, PerRow((t, p) => -t.Zip(Normalized(p), (a, b) => a * Math.Log(b)).Sum())),
        new("categorical_crossentropy smoothed, from logits", new CategoricalCrossentropy(fromLogits: true, labelSmoothing: 0.2), 4, OneHot, Reals,
            PerRow((t, p) => -t.Zip(Softmax(p), (a, b) => (0.8 * a + 0.05) * Math.Log(b)).Sum())),
        new("categorical_focal_crossentropy", new CategoricalFocalCrossentropy(), 4, OneHot, Positive,
            PerRow((t, p) => -t.Zip(Normalized(p), (a, b) => 0.25 * Math.Pow(1 - b, 2) * a * Math.Log(b)).Sum())),
        new("binary_focal_crossentropy without focus", new BinaryFocalCrossentropy(gamma: 0), 3, Bits, Probabilities, PerElement(Binary)),
        new("categorical_focal_crossentropy with a straight focus", new CategoricalFocalCrossentropy(gamma: 1), 4, OneHot, Positive,
            PerRow((t, p) => -t.Zip(Normalized(p), (a, b) => 0.25 * (1 - b) * a * Math.Log(b)).Sum())),
        new("categorical_focal_crossentropy of all settings", new CategoricalFocalCrossentropy(alpha: 0.5, gamma: 3, fromLogits: true, labelSmoothing: 0.2), 4, OneHot, Reals,
            PerRow((t, p) => -t.Zip(Softmax(p), (a, b) => 0.5 * Math.Pow(1 - b, 3) * (0.8 * a + 0.05) * Math.Log(b)).Sum())),
        new("sparse_categorical_crossentropy", new SparseCategoricalCrossentropy(), 4, Label, Positive, PerRow((t, p) => -Math.Log(Normalized(p)[(int)t[0]]))),
        new("sparse_categorical_crossentropy from logits", new SparseCategoricalCrossentropy(fromLogits: true), 4, Label, Reals, PerRow((t, p) => -Math.Log(Softmax(p)[(int)t[0]]))),
        new("sparse_categorical_crossentropy that ignores a class", new SparseCategoricalCrossentropy(ignoreClass: 2), 4, Label, Positive,
            PerRow((t, p) => t[0] == 2 ? 0 : -Math.Log(Normalized(p)[(int)t[0]]))),
        new("categorical_generalized_cross_entropy", new CategoricalGeneralizedCrossEntropy(), 4, Label, Shares, PerRow((t, p) => (1 - Math.Sqrt(p[(int)t[0]])) / 0.5)),
        new("crossentropy of one output", "crossentropy", 1, Bits, Probabilities, PerElement(Binary)),
        new("crossentropy of labels", "ce", 4, Label, Positive, PerRow((t, p) => -Math.Log(Normalized(p)[(int)t[0]]))),
        new("crossentropy of one-hot targets", "crossentropy", 4, OneHot, Positive, PerRow((t, p) => -t.Zip(Normalized(p), (a, b) => a * Math.Log(b)).Sum())),
        new("dice", new Dice(), 3, Bits, Probabilities, OfBatch((t, p) => 1 - 2 * t.Zip(p, (a, b) => a * b).Sum() / (t.Sum() + p.Sum() + Epsilon))),
        new("tversky", new Tversky(0.3, 0.6), 3, Bits, Probabilities, OfBatch((t, p) =>
        {
            double both = t.Zip(p, (a, b) => a * b).Sum(), missed = t.Zip(p, (a, b) => a * (1 - b)).Sum(), wrong = t.Zip(p, (a, b) => b * (1 - a)).Sum();
            return 1 - both / (both + 0.3 * missed + 0.6 * wrong + Epsilon);
        })),
        new("a loss of one's own", new CustomLoss((t, p) => new Node(new MeanLast(), (t - p) * (t - p))), 2, Reals, Reals, PerElement((t, p) => (t - p) * (t - p))),
    ];

    public static LossSample Named(string name) => All.Single(sample => sample.Name == name);

    private static LossSample Regression(string name, Loss loss, Func<double, double, double> formula) => new(name, loss, 3, Reals, Reals, PerElement(formula));

    private static Func<double[][], double[][], double[]> PerElement(Func<double, double, double> formula) => PerRow((t, p) => t.Zip(p, formula).Average());

    private static Func<double[][], double[][], double[]> PerRow(Func<double[], double[], double> formula) => (t, p) => [.. t.Zip(p, formula)];

    private static Func<double[][], double[][], double[]> OfBatch(Func<double[], double[], double> formula) => (t, p) =>
    {
        double loss = formula([.. t.SelectMany(row => row)], [.. p.SelectMany(row => row)]);
        return [.. t.Select(_ => loss)];
    };

    private static double[] Reals(Random random, int outputs) => Fill(outputs, () => 4 * random.NextDouble() - 2);

    private static double[] Positive(Random random, int outputs) => Fill(outputs, () => 0.05 + random.NextDouble());

    private static double[] Probabilities(Random random, int outputs) => Fill(outputs, () => 0.02 + 0.96 * random.NextDouble());

    private static double[] Shares(Random random, int outputs) => Normalized(Positive(random, outputs));

    private static double[] Bits(Random random, int outputs) => Fill(outputs, () => random.Next(2));

    private static double[] Signs(Random random, int outputs) => Fill(outputs, () => 2 * random.Next(2) - 1);

    private static double[] Counts(Random random, int outputs) => Fill(outputs, () => random.Next(5));

    private static double[] Label(Random random, int outputs) => [random.Next(outputs)];

    private static double[] OneHot(Random random, int outputs)
    {
        var row = new double[outputs];
        row[random.Next(outputs)] = 1;
        return row;
    }

    private static double[] Fill(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static double[] Normalized(double[] x) => Array.ConvertAll(x, value => value / x.Sum());

    private static double[] Softmax(double[] x) => Normalized(Array.ConvertAll(x, Math.Exp));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Length(double[] x) => Math.Sqrt(x.Sum(value => value * value));

    private static double Binary(double t, double p) => -(t * Math.Log(p) + (1 - t) * Math.Log(1 - p));

    private static double Right(double t, double p) => t * p + (1 - t) * (1 - p);

    private static double BalancedFocal(double t, double p) => (0.4 * t + 0.6 * (1 - t)) * Math.Pow(1 - Right(t, p), 1.5) * Binary(t, p);
}
