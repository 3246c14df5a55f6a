namespace Keratin.Cli.Training;

/// <summary>What came of a training.</summary>
/// <param name="Model">The model, not saved yet.</param>
/// <param name="Measures">How good it is.</param>
/// <param name="CheckedBy">On what rows that was found, in words.</param>
/// <param name="Baseline">The simplest prediction, in words.</param>
/// <param name="Epochs">The epochs that the model keeps.</param>
/// <param name="Course">How the training went, in words.</param>
/// <param name="Folds">Each fold's value of each measure, in its order; none without folds.</param>
/// <param name="Report">Makes the page about the training.</param>
internal sealed record TrainingOutcome(Model Model, IReadOnlyList<Measure> Measures, string CheckedBy, string Baseline, int Epochs, string Course, IReadOnlyList<IReadOnlyList<double>> Folds, Func<Report> Report);
