using System.Globalization;
using Keratin.Core;

namespace Keratin;

public partial class Model
{
    /// <summary>
    /// Measures where the time of a training step goes: <c>Console.WriteLine(model.Profile(x, y));</c>. Nothing is
    /// trained: weights, optimizer, counter of steps and <see cref="History"/> are the same afterwards, to the last bit.
    /// (A model without weights is built for the data, and the optimizer's values are made, as zeros, as by a first fit.)
    /// </summary>
    /// <param name="x">The inputs, a row per sample, as for <c>Fit</c>. Compressing them is not part of the time.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32. All batches are full.</param>
    /// <param name="steps">How many steps are measured; the slowest and the fastest quarter do not count. Default: 100.</param>
    /// <returns>The steps with their times, and what part of the machine's measured peak each reaches.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, the loss or each other, or are not finite.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite.</exception>
    public TrainingProfile Profile(NDArray x, NDArray y, int batchSize = 32, int steps = 100) => Profile([x], [y], batchSize, steps);

    /// <summary>As for one array each, for a model with several inputs or outputs.</summary>
    /// <param name="x">An array for each input, in order, each with a row per sample.</param>
    /// <param name="y">An array of targets for each output, in order, each with a row per sample.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32. All batches are full.</param>
    /// <param name="steps">How many steps are measured; the slowest and the fastest quarter do not count. Default: 100.</param>
    /// <returns>The steps with their times, and what part of the machine's measured peak each reaches.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit the model, the losses or each other, or are not finite.</exception>
    /// <exception cref="NotFiniteNumberException">The loss became NaN or infinite.</exception>
    public TrainingProfile Profile(NDArray[] x, NDArray[] y, int batchSize = 32, int steps = 100)
    {
        RequireCompiled(nameof(Profile));
        TrainingData.CheckBatchSize(batchSize);
        if (steps < 1) throw new ArgumentOutOfRangeException(nameof(steps), string.Create(CultureInfo.InvariantCulture, $"steps must be at least 1 but was {steps}."));
        _gate.EnterWriteLock();
        try
        {
            Samples samples = TrainingData.Check(this, Compressed(x), y);
            var key = PlanKey.For(Phase.Train, samples, Math.Min(batchSize, samples.Length));
            PhasePlan plan = _plans.Rent(key);
            ThreadTeam? team = TeamFor(plan);
            try
            {
                return new ProfileRun(this, plan, samples).Run(steps, team);
            }
            finally
            {
                ThreadTeam.Return(team);
                _plans.Return(key, plan);
            }
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
