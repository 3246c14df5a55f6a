using Keratin.Core;

namespace Keratin;

/// <summary>
/// Tries out hyper-parameters: each trial asks a function for models with other settings and cross-validates them, the
/// folds side by side. In the manner of KerasTuner: the function asks for what it needs where it needs it
/// (<see cref="HyperParameters"/>), and may ask for one only where another has a certain value.
/// </summary>
/// <remarks>
/// The same seed tries the same values. The scores are the same as well if the function gives its models a seed, or if
/// <see cref="RandomSeed.Default"/> is set before. A trial whose training diverges is noted as such and the search goes
/// on; any other exception ends it.
/// </remarks>
public static class HyperParameterSearch
{
    private const int Redraws = 32;

    /// <summary>Tries every combination, in order: the last name that was asked for changes fastest.</summary>
    /// <param name="buildModel">Makes a fresh, compiled model with the settings that it asks for; called once per fold.</param>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="splits">Which rows models are trained on and judged by, such as <c>Splits.KFold(x.Length, k: 4)</c> or <c>[Splits.TrainTest(x.Length)]</c>.</param>
    /// <param name="objective">What to judge by: <c>loss</c>, or the name of one of the models' metrics. The loss is made small, a metric as it says itself (<see cref="Metric.HigherIsBetter"/>). Default: <c>loss</c>.</param>
    /// <param name="epochs">How often each model sees its training rows. Default: 1.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32.</param>
    /// <param name="callbacks">Makes new callbacks for each fold's training. Default: no callbacks.</param>
    /// <param name="maxParallelism">The most folds that run at once; default: the machine's processors. It changes no result.</param>
    /// <param name="progress">Is told each trial as soon as it is done.</param>
    /// <param name="cancellationToken">Stops the search after the present batches.</param>
    /// <returns>All trials, ranked.</returns>
    /// <exception cref="ArgumentException">An argument does not fit, the data do not fit the models, or a number without a step is among the hyper-parameters.</exception>
    /// <exception cref="InvalidOperationException">The function returned no model, one that is not compiled, or one that shares something with another fold's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static HyperParameterSearchResult Grid(Func<HyperParameters, Model> buildModel, NDArray x, NDArray y, IReadOnlyList<Split> splits, string objective = "loss",
        int epochs = 1, int batchSize = 32, Func<IReadOnlyList<Callback>>? callbacks = null, int? maxParallelism = null, IProgress<Trial>? progress = null, CancellationToken cancellationToken = default)
    {
        var runner = new TrialRunner(buildModel, x, y, splits, objective, epochs, batchSize, callbacks, maxParallelism, progress, cancellationToken);
        // Counting: the options taken up to here; everything that is asked for after them starts at its first option.
        for (long[]? taken = []; taken is not null;)
        {
            long[] prefix = taken;
            var hyperParameters = new HyperParameters((name, place, options) => options is { } count ? (place < prefix.Length ? (prefix[place] + 0.5) / count : 0)
                : throw new ArgumentException($"The hyper-parameter \"{name}\" has no step, so a grid cannot try all of its values: give it a step, or use HyperParameterSearch.Random."));
            runner.Run(hyperParameters, runner.Build(hyperParameters));
            taken = Next(hyperParameters);
        }
        return new HyperParameterSearchResult(objective, runner.LargerIsBetter, runner.Trials);
    }

    /// <summary>Tries values that are drawn at random, no combination twice.</summary>
    /// <param name="buildModel">Makes a fresh, compiled model with the settings that it asks for; called once per fold.</param>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="splits">Which rows models are trained on and judged by, such as <c>Splits.KFold(x.Length, k: 4)</c> or <c>[Splits.TrainTest(x.Length)]</c>.</param>
    /// <param name="trials">How many combinations to try; fewer where there are not so many.</param>
    /// <param name="objective">What to judge by: <c>loss</c>, or the name of one of the models' metrics. The loss is made small, a metric as it says itself (<see cref="Metric.HigherIsBetter"/>). Default: <c>loss</c>.</param>
    /// <param name="seed">What the values are drawn from. Default: 0.</param>
    /// <param name="epochs">How often each model sees its training rows. Default: 1.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32.</param>
    /// <param name="callbacks">Makes new callbacks for each fold's training. Default: no callbacks.</param>
    /// <param name="maxParallelism">The most folds that run at once; default: the machine's processors. It changes no result.</param>
    /// <param name="progress">Is told each trial as soon as it is done.</param>
    /// <param name="cancellationToken">Stops the search after the present batches.</param>
    /// <returns>All trials, ranked.</returns>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the models.</exception>
    /// <exception cref="InvalidOperationException">The function returned no model, one that is not compiled, or one that shares something with another fold's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static HyperParameterSearchResult Random(Func<HyperParameters, Model> buildModel, NDArray x, NDArray y, IReadOnlyList<Split> splits, int trials, string objective = "loss", int seed = 0,
        int epochs = 1, int batchSize = 32, Func<IReadOnlyList<Callback>>? callbacks = null, int? maxParallelism = null, IProgress<Trial>? progress = null, CancellationToken cancellationToken = default)
    {
        if (trials < 1) throw new ArgumentOutOfRangeException(nameof(trials), $"trials must be at least 1 but was {trials}.");
        var runner = new TrialRunner(buildModel, x, y, splits, objective, epochs, batchSize, callbacks, maxParallelism, progress, cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        uint draw = 0;
        for (int misses = 0; runner.Trials.Count < trials && misses < Redraws;)
        {
            ulong key = RandomBits.Key((uint)seed, draw++);
            // By name, so that a name keeps its draws when another is asked for before it.
            var hyperParameters = new HyperParameters((name, _, _) => RandomBits.Uniform(RandomBits.Key(key, [.. name.Select(letter => (ulong)letter)]), 0));
            Model first = runner.Build(hyperParameters);
            if (!seen.Add(hyperParameters.ToString()))
            {
                misses++;
                continue;
            }
            misses = 0;
            runner.Run(hyperParameters, first);
        }
        return new HyperParameterSearchResult(objective, runner.LargerIsBetter, runner.Trials);
    }

    // The options of the next point of the grid: the last decision that has another option takes it.
    private static long[]? Next(HyperParameters hyperParameters)
    {
        var decisions = hyperParameters.Decisions.ToArray();
        int last = Array.FindLastIndex(decisions, decision => decision.Taken + 1 < decision.Options);
        return last < 0 ? null : [.. decisions[..last].Select(decision => decision.Taken), decisions[last].Taken + 1];
    }
}
