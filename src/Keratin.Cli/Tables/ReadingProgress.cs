namespace Keratin.Cli.Tables;

/// <summary>How far a file has been read.</summary>
/// <param name="Rows">The rows so far.</param>
/// <param name="Share">The share of its bytes; null where nobody knows how many there are.</param>
internal sealed record ReadingProgress(long Rows, double? Share);
