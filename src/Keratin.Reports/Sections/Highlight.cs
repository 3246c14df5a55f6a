namespace Keratin;

/// <summary>A number that stands at the top of the page.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The number.</param>
/// <param name="Note">What it is of, or how good that is.</param>
internal sealed record Highlight(string Label, string Value, string Note);
