namespace Keratin;

/// <summary>What a model loses when one column of its data is shuffled.</summary>
/// <param name="Name">What the column is called.</param>
/// <param name="Mean">The mean of <paramref name="Losses"/>. Around 0, or below: the model does without the column.</param>
/// <param name="Std">Their standard deviation, that of a population.</param>
/// <param name="Losses">For each shuffle how much worse the score was than that of the data as they are.</param>
public sealed record ColumnImportance(string Name, double Mean, double Std, IReadOnlyList<double> Losses);
