namespace Keratin;

/// <summary>Where a training's steps come from: arrays, or a stream of batches.</summary>
internal abstract class TrainingSteps
{
    /// <summary>How many steps an epoch has; null where only its end will tell.</summary>
    public abstract int? PerEpoch { get; }

    /// <summary>How many rows there are; null where only their end will tell.</summary>
    public abstract int? Rows { get; }

    /// <summary>How many rows the present batch has.</summary>
    public abstract int BatchRows { get; }

    /// <summary>Starts the totals again, and goes to the epoch's first batch.</summary>
    public abstract void BeginEpoch();

    /// <summary>Brings the next batch, checked. False where the epoch is over.</summary>
    public abstract bool MoveNext();

    /// <summary>Makes a step of the batch. False where its loss was not finite: then nothing has changed.</summary>
    public abstract bool Run();

    /// <summary>The error for the batch whose loss was not finite.</summary>
    public abstract NotFiniteNumberException NonFinite(int epoch, int step);

    /// <summary>The values so far, by name.</summary>
    public abstract void Report(IDictionary<string, double> logs);
}
