namespace Keratin;

/// <summary>How a model in a file was compiled, as the file names it: nothing of it need be known here.</summary>
/// <param name="Optimizer">The optimizer's class: <c>RMSprop</c>.</param>
/// <param name="LearningRate">Its learning rate; null where a schedule sets it.</param>
/// <param name="Schedule">The class of the schedule of learning rates; null where there is none.</param>
/// <param name="Losses">The names of the losses; where the file has them by the outputs, <c>output: loss</c>.</param>
/// <param name="Metrics">The names of the metrics, likewise.</param>
public sealed record TrainingDescription(string Optimizer, double? LearningRate, string? Schedule, IReadOnlyList<string> Losses, IReadOnlyList<string> Metrics);
