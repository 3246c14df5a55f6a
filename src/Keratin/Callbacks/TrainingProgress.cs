namespace Keratin;

/// <summary>How far a training has got.</summary>
/// <param name="Epoch">The present epoch, counted from 0.</param>
/// <param name="Epochs">The number of the epoch before which training ends at the latest.</param>
/// <param name="Batch">The step that has been made in the epoch, counted from 0; null where the epoch is over.</param>
/// <param name="Logs">The loss and the metrics so far; where the epoch is over, those of the validation too.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int? Batch, IReadOnlyDictionary<string, double> Logs);
