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

    /// <summary>What a backup must have in common with these steps: their rows or batches, in words.</summary>
    public abstract string Description { get; }

    /// <summary>Keeps where the steps stand.</summary>
    /// <param name="state">Where it is kept.</param>
    /// <param name="withinEpoch">Whether they stand within an epoch.</param>
    public abstract void Save(Config state, bool withinEpoch);

    /// <summary>Goes on from where steps stood that were broken off.</summary>
    /// <param name="state">What was kept.</param>
    /// <param name="withinEpoch">Whether it was within an epoch; else the next one begins.</param>
    public abstract void GoOnFrom(Config state, bool withinEpoch);

    /// <summary>The error for the batch whose loss was not finite.</summary>
    public abstract NotFiniteNumberException NonFinite(int epoch, int step);

    /// <summary>The values so far, by name.</summary>
    public abstract void Report(IDictionary<string, double> logs);
}
