namespace Keratin;

/// <summary>Builds and cross-validates one trial of a search after another.</summary>
internal sealed class TrialRunner(Func<HyperParameters, Model> buildModel, NDArray x, NDArray y, IReadOnlyList<Split> splits, string objective, int epochs, int batchSize,
    Func<IReadOnlyList<Callback>>? callbacks, int? maxParallelism, IProgress<Trial>? progress, CancellationToken cancellation)
{
    private readonly List<Trial> _trials = [];

    /// <summary>The trials so far.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>Whether more of the objective is better, as the model that was built last has it.</summary>
    public bool LargerIsBetter { get; private set; }

    /// <summary>Asks for the model of the first fold, which decides the trial's values.</summary>
    /// <exception cref="ArgumentException">The objective is not among what the model reports.</exception>
    public Model Build(HyperParameters hyperParameters)
    {
        ArgumentNullException.ThrowIfNull(buildModel);
        Model model = buildModel(hyperParameters);
        hyperParameters.Close();
        // What is no compiled model is refused by the cross-validation.
        if (model?.Compilation is null) return model!;
        if (!FoldFit.ScoreNames(model).Contains(objective))
            throw new ArgumentException($"The objective \"{objective}\" is not among what the model reports: {string.Join(", ", FoldFit.ScoreNames(model))}. Name one of these, or add it to the metrics of Compile.", nameof(objective));
        LargerIsBetter = Direction.LargerIsBetter(nameof(HyperParameterSearch), objective, "auto", model.Reported);
        return model;
    }

    /// <summary>Cross-validates the settings.</summary>
    /// <param name="hyperParameters">What is tried.</param>
    /// <param name="first">The first fold's model.</param>
    public void Run(HyperParameters hyperParameters, Model first)
    {
        CrossValidationResult? result = null;
        string? failure = null;
        try
        {
            result = CrossValidation.Run(fold => fold.Index == 0 ? first : buildModel(hyperParameters), x, y, splits, epochs, batchSize, callbacks: callbacks, maxParallelism: maxParallelism, cancellationToken: cancellation);
        }
        catch (NotFiniteNumberException diverged)
        {
            failure = diverged.Message;
        }
        _trials.Add(new Trial(_trials.Count + 1, hyperParameters, objective, result, failure));
        progress?.Report(_trials[^1]);
    }
}
