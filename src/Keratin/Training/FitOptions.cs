namespace Keratin;

/// <summary>The checked arguments of a <see cref="Model.Fit"/>.</summary>
internal sealed record FitOptions(
    Samples Training,
    Samples? Validation,
    int BatchSize,
    int Epochs,
    int InitialEpoch,
    int? StepsPerEpoch,
    int ValidationFreq,
    bool Shuffle,
    int Seed,
    int Verbose,
    IReadOnlyList<Callback> Callbacks);
