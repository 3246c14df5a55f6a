namespace Keratin.Cli.Comparison;

/// <summary>A layer that two models have otherwise, or that only one of them has.</summary>
/// <param name="Left">The layer in the first model, if it is there.</param>
/// <param name="Right">The layer in the second model, if it is there.</param>
/// <param name="Settings">What differs; nothing for a layer without a counterpart.</param>
internal sealed record LayerChange(LayerView? Left, LayerView? Right, IReadOnlyList<SettingChange> Settings);
