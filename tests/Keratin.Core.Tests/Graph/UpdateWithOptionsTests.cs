using System.Runtime.Intrinsics;

namespace Keratin.Core.Tests;

/// <summary>What stands around a rule, worked out by hand; the lanes and the plain formula agree with it at every step.</summary>
public sealed class UpdateWithOptionsTests
{
    private const double Rate = 0.5, First = 10;

    // The weight, its average and what is collected, after a step.
    private readonly record struct State(double Weight, double Average, double Collected);

    [Fact]
    public void The_rule_alone_is_begun_with_the_number_of_the_update() =>
        Holds(UpdateOptions.None, 0, [1, 1, 1], [new(9.5, 0, 0), new(8.5, 0, 0), new(7, 0, 0)]);

    [Fact]
    public void Collected_gradients_are_used_as_their_mean_and_then_forgotten() =>
        Holds(new() { AccumulationSteps = 2 }, 0, [1, 3, 5, 7, 2], [new(10, 0, 1), new(9, 0, 0), new(9, 0, 5), new(3, 0, 0), new(3, 0, 2)]);

    [Fact]
    public void Three_steps_are_collected_for_the_third() =>
        Holds(new() { AccumulationSteps = 3 }, 0, [3, 0, 3, 6], [new(10, 0, 3), new(10, 0, 3), new(9, 0, 0), new(9, 0, 6)]);

    [Fact]
    public void Elements_are_clipped_at_both_ends() =>
        Holds(new() { ClipValue = 1 }, 0, [0.5, 4, -4], [new(9.75, 0, 0), new(8.75, 0, 0), new(10.25, 0, 0)]);

    [Theory]
    [InlineData(8, 1, 9.5)]
    [InlineData(1, 1, 8)]
    [InlineData(8, 2, 9)]
    public void A_norm_that_is_too_large_scales_the_gradient_down_of_collected_ones_that_of_their_mean(double norm, int steps, double expected)
    {
        State[] states = [.. Enumerable.Range(1, steps).Select(step => step < steps ? new State(First, 0, 4 * step) : new State(expected, 0, 0))];
        Holds(new() { ClipNorm = 2, AccumulationSteps = steps }, norm, [.. Enumerable.Repeat(4.0, steps)], states);
    }

    [Fact]
    public void The_weight_decays_by_its_share_times_the_rate_before_the_rule() =>
        Holds(new() { WeightDecay = 0.2 }, 0, [1, 0], [new(8.5, 0, 0), new(7.65, 0, 0)]);

    [Fact]
    public void The_average_begins_as_the_weight_and_follows_it() =>
        Holds(new() { AverageMomentum = 0.75 }, 0, [2, 2, 0], [new(9, 9, 0), new(7, 8.5, 0), new(7, 8.125, 0)]);

    [Fact]
    public void The_average_takes_the_weights_place_every_so_many_updates() =>
        Holds(new() { AverageMomentum = 0.75, OverwriteFrequency = 2 }, 0, [2, 2, 0], [new(9, 9, 0), new(8.5, 8.5, 0), new(8.5, 8.5, 0)]);

    [Fact]
    public void Printed_graphs_name_what_is_set()
    {
        Assert.Equal("", UpdateOptions.None.ToString());
        Assert.Equal("[collect 2, clip 1, decay 0.1, average 0.9]", new UpdateOptions { AccumulationSteps = 2, ClipValue = 1, ClipNorm = 3, WeightDecay = 0.1, AverageMomentum = 0.9 }.ToString());
    }

    private static void Holds(UpdateOptions options, double norm, double[] gradients, State[] expected)
    {
        var update = new UpdateWithOptions<NumberedRule>(default, options);
        (Vector512<float> weight, Vector512<float> average, Vector512<float> collected, Vector512<float> slot) = (Vector512.Create((float)First), default, default, default);
        (double plainWeight, double plainAverage, double plainCollected, double plainSlot) = (First, 0, 0, 0);
        for (int step = 0; step < gradients.Length; step++)
        {
            update.Begin(Rate, step, norm);
            update.Apply(ref weight, ref slot, ref slot, ref slot, ref average, ref collected, Vector512.Create((float)gradients[step]));
            update.Apply(ref plainWeight, ref plainSlot, ref plainSlot, ref plainSlot, ref plainAverage, ref plainCollected, gradients[step]);
            foreach (State state in (State[])[new(weight[0], average[0], collected[0]), new(weight[15], average[15], collected[15]), new(plainWeight, plainAverage, plainCollected)])
            {
                Assert.Equal(expected[step].Weight, state.Weight, 1e-5);
                Assert.Equal(expected[step].Average, state.Average, 1e-5);
                Assert.Equal(expected[step].Collected, state.Collected, 1e-5);
            }
        }
    }

    // Descends by the rate, twice as fast at the second update, three times at the third.
    private struct NumberedRule : IUpdateRule
    {
        private float _rate;

        public static int Slots => 0;

        public void Begin(double learningRate, long iteration) => _rate = (float)learningRate * (iteration + 1);

        public readonly void Apply(ref Vector512<float> weight, ref Vector512<float> slot0, ref Vector512<float> slot1, ref Vector512<float> slot2, Vector512<float> gradient) =>
            weight -= Vector512.Create(_rate) * gradient;

        public readonly void Apply(ref double weight, ref double slot0, ref double slot1, ref double slot2, double gradient) => weight -= _rate * gradient;
    }
}
