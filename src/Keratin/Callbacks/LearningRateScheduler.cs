namespace Keratin;

/// <summary>
/// Sets the learning rate at the beginning of each epoch: <c>new LearningRateScheduler((epoch, rate) => epoch &lt; 10 ? rate : rate * 0.9)</c>.
/// The epoch's learning rate gets into the history as <c>learning_rate</c>.
/// </summary>
/// <param name="schedule">From the epoch, counted from 0, and the present learning rate to the epoch's.</param>
/// <param name="verbose">1 prints each epoch's learning rate; 0, the default, prints nothing.</param>
/// <exception cref="ArgumentNullException">There is no function.</exception>
public sealed class LearningRateScheduler(Func<int, double, double> schedule, int verbose = 0) : Callback
{
    private readonly Func<int, double, double> _schedule = schedule ?? throw new ArgumentNullException(nameof(schedule));

    /// <summary>Where verbose lines go.</summary>
    internal TextWriter Output { get; init; } = Console.Out;

    internal override IReadOnlyList<string> AddedLogs => ["learning_rate"];

    /// <summary>Sets the learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The function returned a negative number, or one that is not finite.</exception>
    /// <exception cref="InvalidOperationException">The optimizer has a schedule of its own.</exception>
    protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs)
    {
        Optimizer optimizer = Model.Optimizer!;
        optimizer.LearningRate = _schedule(epoch, optimizer.LearningRate);
        if (verbose > 0) Output.WriteLine(FormattableString.Invariant($"Epoch {epoch + 1}: LearningRateScheduler setting learning rate to {(float)optimizer.LearningRate}."));
    }

    /// <summary>Adds the learning rate to the logs.</summary>
    protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        logs["learning_rate"] = Model.Optimizer!.LearningRate;
    }
}
