using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>
/// Several steps against the formula of the original paper as Keras writes it, in double precision and without any
/// of the library's code, for the optimizers of which there are no recordings.
/// </summary>
public sealed class OptimizerFormulaTests
{
    private const int Weights = 37;
    private const int Steps = 25;

    private static readonly float[] Start = [.. Enumerable.Range(0, Weights).Select(i => MathF.Sin(i))];

    // Sizes from 1e-3 to 10, both signs, some of them 0.
    private static float[] Gradient(int step) =>
        [.. Enumerable.Range(0, Weights).Select(i => (i + step) % 7 == 0 ? 0 : (float)(Math.Cos(i * 5 + step * 3) * Math.Pow(10, i % 5 - 3)))];

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
