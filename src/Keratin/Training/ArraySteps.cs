using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Steps over the rows of arrays, in a new order for each epoch.</summary>
internal sealed class ArraySteps : TrainingSteps
{
    private readonly Model _model;
    private readonly Samples _samples;
    private readonly PhasePlan _plan;
    private readonly ThreadTeam? _team;
    private readonly int _batchSize;
    private readonly int _steps;
    private readonly int? _seed;
    private readonly int[] _order;
    private long _arrangedAt;
    private int _start;
    private int _end;
    private int _step;

    /// <summary>Prepares the steps.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="samples">The data.</param>
    /// <param name="plan">The plan to run; it has room for a batch.</param>
    /// <param name="team">The threads that share a batch.</param>
    /// <param name="batchSize">The rows of a batch, at most as many as there are.</param>
    /// <param name="stepsPerEpoch">How many steps make an epoch; null where each row is used once.</param>
    /// <param name="seed">What the order of rows is made of; null leaves them in theirs.</param>
    public ArraySteps(Model model, Samples samples, PhasePlan plan, ThreadTeam? team, int batchSize, int? stepsPerEpoch, int? seed)
    {
        (_model, _samples, _plan, _team, _batchSize, _seed) = (model, samples, plan, team, batchSize, seed);
        _steps = stepsPerEpoch ?? (samples.Length + batchSize - 1) / batchSize;
        _order = new int[samples.Length];
        _end = samples.Length;
        plan.Bind(samples);
    }

    /// <inheritdoc/>
    public override int? PerEpoch => _steps;

    /// <inheritdoc/>
    public override int? Rows => _samples.Length;

    /// <inheritdoc/>
    public override int BatchRows => _end - _start;

    private ReadOnlySpan<int> Batch => _order.AsSpan(_start.._end);

    /// <inheritdoc/>
    public override void BeginEpoch()
    {
        _plan.Reset();
        _step = 0;
        if (_end < _order.Length) return;
        _arrangedAt = _model.Optimizer!.Iteration.Counter;
        Arrange();
        _end = 0;
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (_step++ == _steps || _end == _order.Length) return false;
        _start = _end;
        _end = Math.Min(_start + _batchSize, _order.Length);
        return true;
    }

    /// <inheritdoc/>
    public override bool Run() => _plan.Run(Batch, _team);

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{_order.Length:N0} rows, {(_seed is null ? "not shuffled" : "shuffled")}, {_steps:N0} steps of {_batchSize:N0} an epoch");

    /// <inheritdoc/>
    public override void Save(Config state, bool withinEpoch)
    {
        state.Set("arranged_at", _arrangedAt);
        state.Set("end", (long)_end);
        if (!withinEpoch) return;
        state.Set("step", (long)_step);
        _plan.Save(state);
    }

    /// <inheritdoc/>
    public override void GoOnFrom(Config state, bool withinEpoch)
    {
        _arrangedAt = state.GetLong("arranged_at");
        _end = state.GetInt("end");
        Arrange();
        if (!withinEpoch) return;
        _step = state.GetInt("step");
        _plan.GoOnFrom(state);
    }

    /// <inheritdoc/>
    public override NotFiniteNumberException NonFinite(int epoch, int step) => NonFiniteLoss.At(_model, _samples, Batch, epoch, step);

    /// <inheritdoc/>
    public override void Report(IDictionary<string, double> logs) => _plan.Report(logs);

    // The order is a function of the seed and of the number of steps made so far: it differs from epoch to epoch and
    // from one Fit to the next, and training that is resumed goes on with the same orders.
    private void Arrange()
    {
        if (_seed is { } seed)
        {
            ulong key = RandomBits.Key((uint)seed, (ulong)RandomPurpose.Shuffle, (ulong)_arrangedAt);
            RandomBits.Permute(key, _order);
            return;
        }
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
    }
}
