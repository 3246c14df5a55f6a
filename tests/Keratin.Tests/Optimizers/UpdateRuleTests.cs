using System.Runtime.Intrinsics;
using Keratin.Core;

namespace Keratin.Tests;

/// <summary>What every rule promises. A rule that no sample here uses fails the suite.</summary>
public sealed class UpdateRuleTests
{
    private static readonly Func<Optimizer>[] Samples =
    [
        () => new RMSprop(),
        () => new RMSprop(momentum: 0.8),
        () => new RMSprop(centered: true),
        () => new RMSprop(learningRate: 0.01, rho: 0.5, momentum: 0.9, epsilon: 1e-3, centered: true),
        () => new SGD(),
        () => new SGD(momentum: 0.9),
        () => new SGD(momentum: 0.9, nesterov: true),
        () => new Adam(),
        () => new Adam(learningRate: 0.05, beta1: 0.8, beta2: 0.9, amsgrad: true),
        () => new Adagrad(),
        () => new Adadelta(),
        () => new Adadelta(rho: 0.5, epsilon: 1e-2),
        () => new Adamax(),
        () => new Adamax(beta1: 0.5, beta2: 0.7, epsilon: 1e-3),
        () => new Nadam(),
        () => new Nadam(beta1: 0.5, beta2: 0.7, epsilon: 1e-3),
        () => new Lion(),
        () => new Lion(beta1: 0.5, beta2: 0.7),
        () => new Ftrl(),
        () => new Ftrl(learningRatePower: -0.8, l1RegularizationStrength: 0.01, l2RegularizationStrength: 0.1, l2ShrinkageRegularizationStrength: 0.05, beta: 0.5),
        () => new Ftrl(learningRatePower: 0),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Samples.Length)];

    [Fact]
    public void Every_rule_has_a_sample()
    {
        var seen = new Types();
        for (int i = 0; i < Samples.Length; i++) Operation(i).Accept(seen);
        IEnumerable<Type> rules = typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IUpdateRule).IsAssignableFrom(type));
        Assert.Equal(rules.Select(type => type.Name).Order(), seen.Found.Select(type => type.Name).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Sixteen_lanes_agree_with_the_formula_in_double_precision(int sample) => Operation(sample).Accept(new Comparison());

    // Ftrl computes weights anew from what it has seen, whatever they were.
    [Theory]
    [MemberData(nameof(All))]
    public void Without_a_gradient_fresh_weights_stay(int sample)
    {
        if (Samples[sample]() is not Ftrl) Operation(sample).Accept(new Standstill());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Resting_is_a_step_with_a_gradient_of_zero_to_the_last_bit(int sample) => Operation(sample).Accept(new Resting());

    [Theory]
    [MemberData(nameof(All))]
    public void A_rate_of_0_moves_no_weight(int sample) => Operation(sample).Accept(new WithoutRate());

    private static UpdateOperation Operation(int sample)
    {
        Optimizer optimizer = Samples[sample]();
        var weight = new Variable("w", [16]);
        optimizer.Build([weight]);
        return (UpdateOperation)optimizer.Effects([weight], [new Node(new Placeholder("g", [16]))]).First().Operation;
    }

    private sealed class Types : IUpdateVisitor
    {
        public List<Type> Found { get; } = [];

        public void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule => Found.Add(typeof(TRule));
    }

    private sealed class Resting : IUpdateVisitor
    {
        public void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule
        {
            if (!TRule.RestsAtZero) return;
            Vector512<float>[] lanes = [.. Enumerable.Range(1, 4).Select(k => Vector512.Create([.. Enumerable.Range(0, 16).Select(lane => (float)Math.Pow(10, lane - 8) * k)]))];
            Vector512<float>[] rested = [.. lanes];
            rule.Begin(0.01, 3);
            rule.Apply(ref lanes[0], ref lanes[1], ref lanes[2], ref lanes[3], Vector512<float>.Zero);
            rule.Rest(ref rested[1], ref rested[2], ref rested[3]);
            for (int slot = 0; slot <= TRule.Slots; slot++) Assert.Equal(lanes[slot].AsInt32(), rested[slot].AsInt32());
        }
    }

    private sealed class Comparison : IUpdateVisitor
    {
        public void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule
        {
            double[][] exact = [new double[16], new double[16], new double[16], new double[16]];
            // Errors are judged against the largest value so far: a moment can pass near zero.
            double[,] size = new double[4, 16];
            for (int lane = 0; lane < 16; lane++) exact[0][lane] = (float)Math.Sin(lane);
            Vector512<float>[] lanes = [.. exact.Select(values => Vector512.Create(Array.ConvertAll(values, x => (float)x)))];
            for (int step = 0; step < 20; step++)
            {
                TRule begun = rule;
                begun.Begin(0.01, step);
                // Sizes from 1e-6 to 1e3, both signs, one lane that never has a gradient.
                float[] gradient = [.. Enumerable.Range(0, 16).Select(lane => lane == 5 ? 0 : (float)(Math.Cos(lane * 7 + step * 3) * Math.Pow(10, lane % 10 - 6)))];
                begun.Apply(ref lanes[0], ref lanes[1], ref lanes[2], ref lanes[3], Vector512.Create(gradient));
                for (int lane = 0; lane < 16; lane++)
                {
                    begun.Apply(ref exact[0][lane], ref exact[1][lane], ref exact[2][lane], ref exact[3][lane], gradient[lane]);
                    for (int slot = 0; slot <= TRule.Slots; slot++)
                    {
                        Assert.True(double.IsFinite(exact[slot][lane]));
                        size[slot, lane] = Math.Max(size[slot, lane], Math.Abs(exact[slot][lane]));
                        Assert.Equal(exact[slot][lane], lanes[slot][lane], 5e-6 * size[slot, lane]);
                    }
                }
            }
        }
    }

    private sealed class WithoutRate : IUpdateVisitor
    {
        public void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule
        {
            rule.Begin(0, 3);
            Vector512<float> start = Vector512.Create(1.5f), weight = start, slot0 = default, slot1 = default, slot2 = default;
            rule.Apply(ref weight, ref slot0, ref slot1, ref slot2, Vector512.Create(0.25f));
            Assert.Equal(start, weight);
        }
    }

    private sealed class Standstill : IUpdateVisitor
    {
        public void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule
        {
            rule.Begin(0.01, 0);
            Vector512<float> start = Vector512.Create(1.5f), weight = start, slot0 = default, slot1 = default, slot2 = default;
            rule.Apply(ref weight, ref slot0, ref slot1, ref slot2, Vector512<float>.Zero);
            Assert.Equal(start, weight);
        }
    }
}
