namespace Keratin;

/// <summary>The checked arguments of a <see cref="Model.Fit"/>.</summary>
internal sealed record FitOptions(
    Samples Training,
    Samples? Validation,
    int BatchSize,
    int Epochs,
    bool Shuffle,
    int Seed,
    int Verbose,
    IReadOnlyList<Callback> Callbacks);
