using System.Diagnostics;
using System.Runtime.CompilerServices;
using Keratin.Core;

namespace Keratin;

/// <summary>Trains some batches between readings of the clock, and puts every variable back as it was.</summary>
internal sealed class ProfileRun
{
    // Kernels are compiled and threads awake after a few batches.
    private const int WarmUps = 5;

    private readonly Model _model;
    private readonly PhasePlan _plan;
    private readonly Samples _samples;
    private readonly int[] _order;
    private readonly int _rows;

    public ProfileRun(Model model, PhasePlan plan, Samples samples)
    {
        (_model, _plan, _samples, _rows) = (model, plan, samples, plan.MaxRows);
        _order = new int[samples.Length];
        RandomBits.Permute(RandomBits.Key((uint)model.Seed, (ulong)RandomPurpose.Shuffle), _order);
    }

    /// <summary>Measures.</summary>
    /// <param name="runs">How many batches.</param>
    /// <param name="team">The threads that share large steps.</param>
    public TrainingProfile Run(int runs, ThreadTeam? team)
    {
        MachinePeaks peaks = MachinePeaks.Of(team is null ? 1 : _model.Threads);
        var before = new VariableSnapshot(_plan.Steps.Select(step => step.Node!));
        // No step writes it, but a schedule does before each.
        Span<float> rate = _model.Optimizer!.LearningRateVariable.Values;
        float rateBefore = rate[0];
        try
        {
            _plan.Bind(_samples);
            for (int step = 0; step < WarmUps; step++)
                if (!_plan.Run(Batch(step), team)) throw NonFiniteLoss.At(_model, _samples, Batch(step), epoch: 0, step);
            var times = new StepTimes(_plan.Steps, runs);
            Measure(times, runs, team);
            return new TrainingProfile(Describe(times, runs), _rows, team is null ? 1 : _model.Threads, peaks);
        }
        finally
        {
            before.Restore();
            rate[0] = rateBefore;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure(StepTimes times, int runs, ThreadTeam? team)
    {
        for (int run = 0; run < runs; run++)
        {
            long begin = Stopwatch.GetTimestamp();
            _plan.Load(Batch(run), team);
            times.Run(run, begin, _rows, team);
        }
    }

    private List<(string Name, double Microseconds, NodeCost Cost)> Describe(StepTimes times, int runs)
    {
        Dictionary<Node, double> entries = _plan.Inputs.Zip(_samples.X).ToDictionary(input => input.First, input => Entries(input.Second, runs));
        var steps = new List<(string, double, NodeCost)> { ($"Load {string.Join(", ", _plan.Inputs)}", times.Loading, _plan.LoadingCost(_rows)) };
        for (int i = 0; i < _plan.Steps.Count; i++)
        {
            Node node = _plan.Steps[i].Node!;
            steps.Add((node.ToString(), times[i], NodeCost.Of(node, _rows, node.Inputs.IsEmpty ? 0 : entries.GetValueOrDefault(node.Inputs[0]))));
        }
        return steps;
    }

    // Full batches only, so that every run does the same work.
    private ReadOnlySpan<int> Batch(int run) => _order.AsSpan(run % (_order.Length / _rows) * _rows, _rows);

    // The stored elements of a batch.
    private double Entries(NDArray data, int runs)
    {
        if (data.Sparse is not { } sparse) return 0;
        long entries = 0;
        for (int run = 0; run < runs; run++)
            foreach (int row in Batch(run)) entries += sparse.IndicesOf(row).Length;
        return (double)entries / runs;
    }
}
