using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>
/// Several steps of every optimizer against the formula of the original paper as Keras writes it, in double precision and
/// without any of the library's code.
/// </summary>
public sealed class OptimizerFormulaTests
{
    private const int Weights = 37;
    private const int Steps = 25;

    private static readonly float[] Start = [.. Enumerable.Range(0, Weights).Select(i => MathF.Sin(i))];

    // Sizes from 1e-3 to 10, both signs, some of them 0.
    private static float[] Gradient(int step) =>
        [.. Enumerable.Range(0, Weights).Select(i => (i + step) % 7 == 0 ? 0 : (float)(Math.Cos(i * 5 + step * 3) * Math.Pow(10, i % 5 - 3)))];

    // From a weight, what the rule keeps of it, its gradient and the step's number, from 1 on, to the weight after the step.
    private static readonly Dictionary<string, (Func<Optimizer> Make, Func<double, double[], double, int, double> Rule)> Rules = new()
    {
        ["sgd"] = (() => new SGD(0.1), (w, _, g, _) => w - 0.1 * g),
        ["sgd, momentum"] = (() => new SGD(0.1, momentum: 0.8), (w, s, g, _) => w + (s[0] = 0.8 * s[0] - 0.1 * g)),
        ["sgd, momentum of Nesterov"] = (() => new SGD(0.1, momentum: 0.8, nesterov: true), (w, s, g, _) => w + 0.8 * (s[0] = 0.8 * s[0] - 0.1 * g) - 0.1 * g),
        ["rmsprop"] = (() => new RMSprop(0.02, rho: 0.7, epsilon: 1e-3), (w, s, g, _) => w - 0.02 * g / Math.Sqrt(Mean(ref s[0], 0.7, g * g) + 1e-3)),
        ["rmsprop, momentum"] = (() => new RMSprop(0.02, rho: 0.7, momentum: 0.6, epsilon: 1e-3),
            (w, s, g, _) => w - (s[1] = 0.6 * s[1] + 0.02 * g / Math.Sqrt(Mean(ref s[0], 0.7, g * g) + 1e-3))),
        ["rmsprop, centered"] = (() => new RMSprop(0.02, rho: 0.7, epsilon: 1e-3, centered: true),
            (w, s, g, _) => w - 0.02 * g / Math.Sqrt(Mean(ref s[0], 0.7, g * g) - Math.Pow(Mean(ref s[1], 0.7, g), 2) + 1e-3)),
        ["rmsprop, centered, momentum"] = (() => new RMSprop(0.02, rho: 0.7, momentum: 0.6, epsilon: 1e-3, centered: true),
            (w, s, g, _) => w - (s[2] = 0.6 * s[2] + 0.02 * g / Math.Sqrt(Mean(ref s[0], 0.7, g * g) - Math.Pow(Mean(ref s[1], 0.7, g), 2) + 1e-3))),
        ["adam"] = (() => new Adam(0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3), Adam),
        ["adam, the largest square"] = (() => new Adam(0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, amsgrad: true), (w, s, g, t) =>
        {
            double mean = Mean(ref s[0], 0.8, g), largest = s[2] = Math.Max(s[2], Mean(ref s[1], 0.95, g * g));
            return w - 0.02 * Math.Sqrt(1 - Math.Pow(0.95, t)) / (1 - Math.Pow(0.8, t)) * mean / (Math.Sqrt(largest) + 1e-3);
        }
        ),
        ["adamw"] = (() => new AdamW(0.02, weightDecay: 0.3, beta1: 0.8, beta2: 0.95, epsilon: 1e-3), (w, s, g, t) => Adam(w - 0.02 * 0.3 * w, s, g, t)),
        ["adagrad"] = (() => new Adagrad(0.02, initialAccumulatorValue: 0.3, epsilon: 1e-3), (w, s, g, t) => w - 0.02 * g / Math.Sqrt((s[0] += g * g + (t == 1 ? 0.3 : 0)) + 1e-3)),
        ["adadelta"] = (() => new Adadelta(0.5, rho: 0.8, epsilon: 1e-3), (w, s, g, _) =>
        {
            double step = Math.Sqrt(s[1] + 1e-3) / Math.Sqrt(Mean(ref s[0], 0.8, g * g) + 1e-3) * g;
            Mean(ref s[1], 0.8, step * step);
            return w - 0.5 * step;
        }
        ),
        ["adamax"] = (() => new Adamax(0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3),
            (w, s, g, t) => w - 0.02 / (1 - Math.Pow(0.8, t)) * Mean(ref s[0], 0.8, g) / ((s[1] = Math.Max(0.95 * s[1], Math.Abs(g))) + 1e-3)),
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void A_step_is_its_formula(string name)
    {
        (Func<Optimizer> make, Func<double, double[], double, int, double> rule) = Rules[name];
        double[] w = Array.ConvertAll(Start, value => (double)value);
        double[][] kept = [.. Start.Select(_ => new double[3])];
        var run = new OptimizerRun(make(), Start);
        for (int t = 1; t <= Steps; t++)
        {
            float[] g = Gradient(t);
            run.Step(g);
            for (int i = 0; i < Weights; i++) w[i] = rule(w[i], kept[i], g[i], t);
            Reference.Close(w, run[0], 1e-5);
        }
    }

    private static double Adam(double w, double[] s, double g, int t) =>
        w - 0.02 * Math.Sqrt(1 - Math.Pow(0.95, t)) / (1 - Math.Pow(0.8, t)) * Mean(ref s[0], 0.8, g) / (Math.Sqrt(Mean(ref s[1], 0.95, g * g)) + 1e-3);

    private static double Mean(ref double running, double keep, double value) => running = keep * running + (1 - keep) * value;

    [Theory]
    [InlineData(0.001, 0.9, 0.99)]
    [InlineData(0.02, 0.5, 0.7)]
    [InlineData(0.02, 1, 1)]
    public void Lion(double rate, double beta1, double beta2)
    {
        double[] w = Array.ConvertAll(Start, value => (double)value), m = new double[Weights];
        var run = new OptimizerRun(new Lion(rate, beta1, beta2), Start);
        for (int step = 0; step < Steps; step++)
        {
            float[] g = Gradient(step);
            run.Step(g);
            for (int i = 0; i < Weights; i++)
            {
                w[i] -= rate * Math.Sign(beta1 * m[i] + (1 - beta1) * g[i]);
                m[i] = beta2 * m[i] + (1 - beta2) * g[i];
            }
            Reference.Close(w, run[0], 2e-6);
        }
    }

    [Theory]
    [InlineData(0.001, -0.5, 0.1, 0, 0, 0, 0)]
    [InlineData(0.1, -0.5, 0.1, 0.5, 0.1, 0.05, 0.7)]
    [InlineData(0.1, -0.8, 0, 0.01, 0, 0, 0.2)]
    [InlineData(0.05, 0, 0.1, 0, 0.3, 0.1, 0)]
    public void Ftrl(double rate, double power, double initial, double l1, double l2, double shrinkage, double beta)
    {
        double[] w = Array.ConvertAll(Start, value => (double)value), n = [.. Enumerable.Repeat(initial, Weights)], z = new double[Weights];
        var run = new OptimizerRun(new Ftrl(rate, power, initial, l1, l2, shrinkage, beta), Start);
        for (int step = 0; step < Steps; step++)
        {
            float[] g = Gradient(step);
            run.Step(g);
            for (int i = 0; i < Weights; i++)
            {
                double next = n[i] + (double)g[i] * g[i], sigma = (Math.Pow(next, -power) - Math.Pow(n[i], -power)) / rate;
                z[i] += g[i] + 2 * shrinkage * w[i] - sigma * w[i];
                n[i] = next;
                double divisor = Math.Pow(n[i], -power) / rate + 2 * (l2 + beta / (2 * rate));
                w[i] = Math.Abs(z[i]) <= l1 ? 0 : (Math.Sign(z[i]) * l1 - z[i]) / divisor;
            }
            Reference.Close(w, run[0], 1e-5);
        }
    }

    [Fact]
    public void Ftrl_stands_still_without_a_learning_rate()
    {
        var optimizer = new Ftrl();
        var run = new OptimizerRun(optimizer, Start);
        optimizer.LearningRate = 0;
        run.Step(Gradient(1));
        Reference.Close(Array.ConvertAll(Start, value => (double)value), run[0], 0);
    }

    // u of step t is a product of t factors, which Keras keeps from step to step.
    [Theory]
    [InlineData(1_200, 0.999999)]
    [InlineData(30, 0.9)]
    public void Nadam(int steps, double beta1)
    {
        const double Rate = 0.001, Beta2 = 0.999, Epsilon = 1e-7;
        double[] w = Array.ConvertAll(Start, value => (double)value), m = new double[Weights], v = new double[Weights];
        double product = 1;
        var run = new OptimizerRun(new Nadam(Rate, beta1, Beta2, Epsilon), Start);
        for (int t = 1; t <= steps; t++)
        {
            float[] g = Gradient(t);
            run.Step(g);
            double u = beta1 * (1 - 0.5 * Math.Pow(0.96, t)), next = beta1 * (1 - 0.5 * Math.Pow(0.96, t + 1));
            product *= u;
            for (int i = 0; i < Weights; i++)
            {
                m[i] += (g[i] - m[i]) * (1 - beta1);
                v[i] += ((double)g[i] * g[i] - v[i]) * (1 - Beta2);
                double ahead = next * m[i] / (1 - product * next) + (1 - u) * g[i] / (1 - product);
                w[i] -= Rate * ahead / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, t))) + Epsilon);
            }
        }
        Reference.Close(w, run[0], 2e-5);
    }
}
