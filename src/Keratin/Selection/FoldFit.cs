namespace Keratin;

/// <summary>One fold made ready: its rows, its model, and how it is to be trained.</summary>
internal sealed record FoldFit(Fold Fold, Model Model, IReadOnlyList<Callback> Callbacks, int Epochs, int BatchSize, bool Shuffle)
{
    /// <summary>Trains the model on one thread and measures it on the held-out rows.</summary>
    public FoldOutcome Run(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int threads = Model.Threads;
        Model.Threads = 1;
        try
        {
            (NDArray X, NDArray Y) held = Fold.HeldOut();
            History history = Model.Fit(Fold.TrainingInputs(), Fold.Y, BatchSize, Epochs, verbose: 0, Callbacks, validationData: held, shuffle: Shuffle, cancellationToken: cancellation);
            return new FoldOutcome(history, Callbacks.Count == 0 && !Model.Optimizer!.UseEma ? LastValidation(history) : Model.Evaluate(held.X, held.Y, BatchSize));
        }
        finally
        {
            Model.Threads = threads;
            Fold.Release();
        }
    }

    // Where neither a callback nor a moving average can have changed the weights or the logs since, the last epoch's
    // validation is the evaluation.
    private Evaluation LastValidation(History history) =>
        new(ScoreNames(Model).Select(name => (name, history["val_" + name][^1])));

    /// <summary>What a model is judged by: <c>loss</c>, then its metrics.</summary>
    public static IEnumerable<string> ScoreNames(Model model) => model.Reported.Select(value => value.Name);
}
