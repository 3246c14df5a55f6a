namespace Keratin;

/// <summary>
/// Judges a way to build a model where data are few: the rows are cut into k folds, and k fresh models are each
/// trained on all folds but one and measured on that one (Chollet, Deep Learning with Python, section 4.3).
/// </summary>
/// <remarks>
/// In <c>KFold</c>, fold i holds out the n / k rows from row i · (n / k) on; the rows that are left over at the end are
/// always trained on. <c>Run</c> takes the folds that <see cref="Splits"/> makes, or your own. The factory is called in
/// the order of the folds, on the caller's thread, before any training. Then the folds run side by side, each on one
/// thread. The result is that of the hand-written loop over the folds, to the last bit, whatever the number of threads.
/// </remarks>
public static class CrossValidation
{
    /// <summary>Cross-validates a model whose inputs are ready.</summary>
    /// <param name="buildModel">Makes a fresh, compiled model; called once per fold.</param>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="k">How many folds, from 2 to the number of rows.</param>
    /// <param name="epochs">How often each model sees its training rows. Default: 1.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32.</param>
    /// <param name="shuffle">Whether the training rows are put in a new order for each epoch. Default: yes. The folds themselves are never shuffled.</param>
    /// <param name="callbacks">Makes new callbacks for each fold's training, since a callback belongs to one; called in the order of the folds, on the caller's thread. Default: no callbacks.</param>
    /// <param name="maxParallelism">The most folds that run at once; default: the machine's processors. It changes no result.</param>
    /// <param name="cancellationToken">Stops all folds after their present batches.</param>
    /// <returns>The folds' scores and histories, in order, and what they have in common.</returns>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the models; found before any training.</exception>
    /// <exception cref="InvalidOperationException">The factory returned no model, one that is not compiled, or one that shares something with another fold's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>An exception out of a fold's training is thrown on as it is and stops the other folds; of several, the first fold's.</remarks>
    public static CrossValidationResult KFold(Func<Model> buildModel, NDArray x, NDArray y, int k, int epochs = 1, int batchSize = 32, bool shuffle = true,
        Func<IReadOnlyList<Callback>>? callbacks = null, int? maxParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buildModel);
        return KFold(_ => buildModel(), x, y, k, epochs, batchSize, shuffle, callbacks, maxParallelism, cancellationToken);
    }

    /// <summary>
    /// Cross-validates a model together with what has to be fitted on its training rows first, such as a scaler: what
    /// is computed from all rows before they are cut into folds has seen the held-out ones.
    /// </summary>
    /// <param name="buildModel">Makes a fresh, compiled model for a fold, and may set the fold's <see cref="Fold.Transform"/>; called once per fold.</param>
    /// <param name="x">The raw inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="k">How many folds, from 2 to the number of rows.</param>
    /// <param name="epochs">How often each model sees its training rows. Default: 1.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32.</param>
    /// <param name="shuffle">Whether the training rows are put in a new order for each epoch. Default: yes. The folds themselves are never shuffled.</param>
    /// <param name="callbacks">Makes new callbacks for each fold's training, since a callback belongs to one; called in the order of the folds, on the caller's thread. Default: no callbacks.</param>
    /// <param name="maxParallelism">The most folds that run at once; default: the machine's processors. It changes no result.</param>
    /// <param name="cancellationToken">Stops all folds after their present batches.</param>
    /// <returns>The folds' scores and histories, in order, and what they have in common.</returns>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the models.</exception>
    /// <exception cref="InvalidOperationException">The factory returned no model, one that is not compiled, or one that shares something with another fold's; or a <see cref="Fold.Transform"/> lost rows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>An exception out of a fold's training is thrown on as it is and stops the other folds; of several, the first fold's.</remarks>
    public static CrossValidationResult KFold(Func<Fold, Model> buildModel, NDArray x, NDArray y, int k, int epochs = 1, int batchSize = 32, bool shuffle = true,
        Func<IReadOnlyList<Callback>>? callbacks = null, int? maxParallelism = null, CancellationToken cancellationToken = default)
    {
        CrossValidationChecks.Data(x, y);
        return Run(buildModel, x, y, Splits.KFold(x.Length, k), epochs, batchSize, shuffle, callbacks, maxParallelism, cancellationToken);
    }

    /// <summary>Cross-validates a model on other folds than consecutive rows: shuffled, stratified, grouped, one row each, or your own.</summary>
    /// <param name="buildModel">Makes a fresh, compiled model; called once per split.</param>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="splits">Which rows each model is trained on and judged by: <c>Splits.StratifiedKFold(y, k: 5, seed: 1)</c>.</param>
    /// <param name="epochs">How often each model sees its training rows. Default: 1.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32.</param>
    /// <param name="shuffle">Whether the training rows are put in a new order for each epoch. Default: yes.</param>
    /// <param name="callbacks">Makes new callbacks for each fold's training, since a callback belongs to one; called in the order of the folds, on the caller's thread. Default: no callbacks.</param>
    /// <param name="maxParallelism">The most folds that run at once; default: the machine's processors. It changes no result.</param>
    /// <param name="cancellationToken">Stops all folds after their present batches.</param>
    /// <returns>The folds' scores and histories, in order, and what they have in common.</returns>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the models; found before any training.</exception>
    /// <exception cref="InvalidOperationException">The factory returned no model, one that is not compiled, or one that shares something with another fold's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CrossValidationResult Run(Func<Model> buildModel, NDArray x, NDArray y, IReadOnlyList<Split> splits, int epochs = 1, int batchSize = 32, bool shuffle = true,
        Func<IReadOnlyList<Callback>>? callbacks = null, int? maxParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buildModel);
        return Run(_ => buildModel(), x, y, splits, epochs, batchSize, shuffle, callbacks, maxParallelism, cancellationToken);
    }

    /// <summary>The same, together with what has to be fitted on each fold's training rows first, such as a scaler.</summary>
    /// <param name="buildModel">Makes a fresh, compiled model for a fold, and may set the fold's <see cref="Fold.Transform"/>; called once per split.</param>
    /// <param name="x">The raw inputs, a row per sample: dense or sparse.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="splits">Which rows each model is trained on and judged by: <c>Splits.GroupKFold(patients, k: 5)</c>.</param>
    /// <param name="epochs">How often each model sees its training rows. Default: 1.</param>
    /// <param name="batchSize">How many rows make a step. Default: 32.</param>
    /// <param name="shuffle">Whether the training rows are put in a new order for each epoch. Default: yes.</param>
    /// <param name="callbacks">Makes new callbacks for each fold's training, since a callback belongs to one; called in the order of the folds, on the caller's thread. Default: no callbacks.</param>
    /// <param name="maxParallelism">The most folds that run at once; default: the machine's processors. It changes no result.</param>
    /// <param name="cancellationToken">Stops all folds after their present batches.</param>
    /// <returns>The folds' scores and histories, in order, and what they have in common.</returns>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the models.</exception>
    /// <exception cref="InvalidOperationException">The factory returned no model, one that is not compiled, or one that shares something with another fold's; or a <see cref="Fold.Transform"/> lost rows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>An exception out of a fold's training is thrown on as it is and stops the other folds; of several, the first fold's.</remarks>
    public static CrossValidationResult Run(Func<Fold, Model> buildModel, NDArray x, NDArray y, IReadOnlyList<Split> splits, int epochs = 1, int batchSize = 32, bool shuffle = true,
        Func<IReadOnlyList<Callback>>? callbacks = null, int? maxParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buildModel);
        CrossValidationChecks.Data(x, y);
        CrossValidationChecks.Splits(splits, x);
        TrainingData.CheckEpochs(epochs);
        TrainingData.CheckBatchSize(batchSize);
        if (maxParallelism < 1) throw new ArgumentOutOfRangeException(nameof(maxParallelism), $"maxParallelism must be at least 1 but was {maxParallelism}: leave it out to use all processors.");
        cancellationToken.ThrowIfCancellationRequested();

        var fits = new List<FoldFit>(splits.Count);
        for (int i = 0; i < splits.Count; i++)
        {
            var fold = new Fold(i, x, y, splits[i]);
            Model model = buildModel(fold);
            fold.Release();
            var fit = new FoldFit(fold, model, [.. callbacks?.Invoke() ?? []], epochs, batchSize, shuffle);
            CrossValidationChecks.Fit(fit, fits, x, y);
            fits.Add(fit);
        }
        return new CrossValidationResult(new FoldTeam(fits, maxParallelism ?? Environment.ProcessorCount, cancellationToken).Run());
    }
}
