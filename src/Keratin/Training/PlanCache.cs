using System.Collections.Concurrent;
using Keratin.Core;

namespace Keratin;

/// <summary>The plans for training and evaluation that a model has made so far, and for prediction with several inputs or outputs, each lent to one caller at a time; and its way to predict with one of each.</summary>
internal sealed class PlanCache(Model model)
{
    // Enough for every processor to predict at once; what is more is made and dropped.
    private static readonly int MostIdle = 2 * Environment.ProcessorCount;

    private volatile ConcurrentDictionary<PlanKey, ConcurrentBag<PhasePlan>> _idle = new();
    private readonly Lock _making = new();
    private volatile Inference? _inference;

    /// <summary>Stands for the counter of steps in a model that is not being trained.</summary>
    public Variable NoIteration { get; } = new("iteration", Shape.Scalar, ElementType.Int64);

    /// <summary>Takes an idle plan or makes one.</summary>
    public PhasePlan Rent(PlanKey key)
    {
        if (_idle.TryGetValue(key, out ConcurrentBag<PhasePlan>? plans) && plans.TryTake(out PhasePlan? plan)) return plan;
        lock (_making) return new PhasePlan(model, key, NoIteration);
    }

    /// <summary>Gives a plan back.</summary>
    public void Return(PlanKey key, PhasePlan plan)
    {
        plan.Release();
        ConcurrentBag<PhasePlan> plans = _idle.GetOrAdd(key, static _ => []);
        if (plans.Count < MostIdle) plans.Add(plan);
    }

    /// <summary>What predicts: it reads the model's weights.</summary>
    public Inference Inference
    {
        get
        {
            if (_inference is { } known) return known;
            lock (_making) return _inference ??= new Inference(model, NoIteration, frozen: false);
        }
    }

    /// <summary>Writes the model's graphs over copies of its weights.</summary>
    public Inference Freeze()
    {
        lock (_making) return new Inference(model, NoIteration, frozen: true);
    }

    /// <summary>Writes the model as a graph that predicts, before fusion.</summary>
    /// <param name="inputs">The inputs.</param>
    public TracedModel Trace(Node[] inputs)
    {
        lock (_making) return model.Trace(inputs, training: false, NoIteration);
    }

    /// <summary>Forgets all plans, because what they were made from has changed.</summary>
    // Not Clear(): it makes an event source for its tracing, and start-up would pay for that.
    public void Clear()
    {
        _idle = new();
        _inference = null;
    }
}
