namespace Keratin;

/// <summary>The checked arguments of a <see cref="Model.Fit"/>.</summary>
internal sealed record FitOptions(
    NDArray X,
    NDArray Y,
    NDArray? ValidationX,
    NDArray? ValidationY,
    int BatchSize,
    int Epochs,
    bool Shuffle,
    int Seed,
    int Verbose,
    IReadOnlyList<Callback> Callbacks);
