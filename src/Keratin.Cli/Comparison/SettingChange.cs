namespace Keratin.Cli.Comparison;

/// <summary>A setting that two models have otherwise.</summary>
/// <param name="Setting">Its name: <c>units</c>.</param>
/// <param name="Left">Its value in the first; null where it has none of that name.</param>
/// <param name="Right">Its value in the second, likewise.</param>
internal sealed record SettingChange(string Setting, string? Left, string? Right);
