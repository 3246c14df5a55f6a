using System.Numerics;
using Keratin.Core;

namespace Keratin;

/// <summary>Runs batches that come one by one: checks each, and goes over to a larger plan where one needs it, with the totals so far.</summary>
/// <param name="model">A compiled model.</param>
/// <param name="plans">Where plans are lent.</param>
/// <param name="phase">What is done with the batches.</param>
/// <param name="stream">What errors call the stream: <c>stream</c>.</param>
/// <param name="classWeight">Weights of classes; null where there are none.</param>
internal sealed class StreamPlan(Model model, PlanCache plans, Phase phase, string stream, IReadOnlyDictionary<int, double>? classWeight = null) : IDisposable
{
    private PlanKey? _key;
    private PhasePlan? _plan;
    private ThreadTeam? _team;
    private Samples? _samples;
    private int[] _order = [];
    private int _batches;
    private Config? _kept;

    /// <summary>The plan of the last batch, which holds the totals.</summary>
    public PhasePlan Plan => _plan!;

    /// <summary>How many rows the present batch has.</summary>
    public int BatchRows => _samples!.Length;

    /// <summary>Takes in the next batch.</summary>
    /// <exception cref="ArgumentException">The batch does not fit the model or those before it; the message says which one it is.</exception>
    public void Load(Batch batch)
    {
        _batches++;
        try
        {
            if (batch is null) throw new ArgumentException("it is null.");
            SampleWeights.CheckOneKind(batch.SampleWeight, classWeight);
            _samples = TrainingData.Check(model, model.Compressed(batch.Inputs), batch.Targets, batch.SampleWeight, classWeight);
            if (classWeight is not null) _samples = _samples with { Weights = SampleWeights.OfClasses(classWeight, _samples.Y[0]) };
            Choose(_samples);
        }
        catch (ArgumentException error)
        {
            throw BadBatch(_batches, stream, error);
        }
        _plan!.Bind(_samples);
    }

    /// <summary>Runs the batch. False where its loss was not finite: then nothing has changed.</summary>
    public bool Run() => _plan!.Run(_order.AsSpan(0, BatchRows), _team);

    /// <summary>The stream starts: its next batch is the first.</summary>
    public void BeginStream() => _batches = 0;

    /// <summary>The error for a batch that does not fit.</summary>
    /// <param name="batch">Which one it is in the present run of its stream, counted from 1.</param>
    /// <param name="stream">What the stream is called.</param>
    /// <param name="error">What is wrong with it.</param>
    public static ArgumentException BadBatch(int batch, string stream, ArgumentException error) =>
        new(FormattableString.Invariant($"Batch {batch} of the {stream}: {error.Message}"), error);

    /// <summary>A batch that has been trained on before is passed over.</summary>
    public void Skip() => _batches++;

    /// <summary>Starts the totals again.</summary>
    public void Reset() => _plan?.Reset();

    /// <summary>Goes on with totals that were kept, as soon as the next batch is there.</summary>
    public void GoOnFrom(Config state) => _kept = state;

    /// <summary>The error for the batch whose loss was not finite.</summary>
    public NotFiniteNumberException NonFinite(int epoch, int step) => NonFiniteLoss.At(model, _samples!, _order.AsSpan(0, BatchRows), epoch, step);

    /// <summary>Gives back what was lent.</summary>
    public void Dispose()
    {
        ThreadTeam.Return(_team);
        if (_plan is not null) plans.Return(_key!, _plan);
    }

    private void Choose(Samples samples)
    {
        var key = PlanKey.For(phase, samples, _plan is null || samples.Length > _plan.MaxRows ? (int)BitOperations.RoundUpToPowerOf2((uint)samples.Length) : _plan.MaxRows);
        if (key == _key) return;
        if (_key is not null && key.IsWeighted != _key.IsWeighted)
            throw new ArgumentException($"it has {(key.IsWeighted ? "a SampleWeight, but those before it had none" : "no SampleWeight, but those before it had one")}: give one with every batch or with none.");
        if (_key is not null && !key.Truths.SequenceEqual(_key.Truths))
            throw new ArgumentException($"its targets have the shape {string.Join(", ", (object[])key.Truths)}, but those before it had {string.Join(", ", (object[])_key.Truths)}: give all batches targets of one shape.");
        PhasePlan plan = plans.Rent(key);
        plan.Reset();
        if (_kept is not null) plan.GoOnFrom(_kept);
        _kept = null;
        if (_plan is not null)
        {
            plan.GoOnFrom(_plan);
            plans.Return(_key!, _plan);
        }
        (_key, _plan) = (key, plan);
        _order = [.. Enumerable.Range(0, plan.MaxRows)];
        if (plan.SharesWork) _team ??= ThreadTeam.Rent(model.Threads);
    }
}
