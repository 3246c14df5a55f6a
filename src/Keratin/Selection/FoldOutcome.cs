namespace Keratin;

/// <summary>What came of one fold.</summary>
/// <param name="History">What its training recorded.</param>
/// <param name="Scores">The loss and the metrics of the held-out rows at the end.</param>
internal sealed record FoldOutcome(History History, Evaluation Scores);
