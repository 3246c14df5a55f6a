namespace Keratin.Fuzz;

/// <summary>An input that did what none may do.</summary>
/// <param name="Target">The name of the reader.</param>
/// <param name="Number">The input's number.</param>
/// <param name="What">What it did, in a few words that are the same whenever the cause is.</param>
internal sealed record Harm(string Target, long Number, string What);
