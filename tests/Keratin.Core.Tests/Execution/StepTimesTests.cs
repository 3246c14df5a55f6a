using System.Diagnostics;
using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class StepTimesTests
{
    [Fact]
    public void The_middle_half_leaves_out_the_smallest_and_the_largest_quarter()
    {
        Assert.Equal(7, StepTimes.MiddleHalf([7]));
        Assert.Equal(6, StepTimes.MiddleHalf([7, 5]));
        Assert.Equal(2.5, StepTimes.MiddleHalf([1000, 3, 0, 2]));
    }

    [Fact]
    public void Every_step_runs_once_per_run_in_chunks_where_there_is_a_team()
    {
        var step = new CountingStep();
        var times = new StepTimes([step, step], runs: 3);
        ThreadTeam? team = ThreadTeam.Rent(2);
        times.Run(0, Stopwatch.GetTimestamp(), rows: 1, team: null);
        Assert.Equal((2, 0), (step.Wholes, step.Parts));
        times.Run(1, Stopwatch.GetTimestamp(), rows: 1, team);
        times.Run(2, Stopwatch.GetTimestamp(), rows: 1, team);
        ThreadTeam.Return(team);
        Assert.Equal((2, 4 * 5), (step.Wholes, step.Parts));
        Assert.True(times.Loading >= 0 && times[0] >= 0 && times[1] >= 0);
    }

    private sealed class CountingStep : Step
    {
        private int _parts;

        public int Wholes { get; private set; }

        public int Parts => _parts;

        public override void Run(int rows) => Wholes++;

        public override int Chunks(int rows) => 5;

        public override void RunChunk(int rows, int chunk) => Interlocked.Increment(ref _parts);
    }
}
