namespace Keratin;

/// <summary>The epochs of a history and their values by name, an epoch without a value being NaN.</summary>
internal sealed record HistoryRecord(IReadOnlyList<int> Epochs, IReadOnlyDictionary<string, IReadOnlyList<double>> Values);
