namespace Keratin;

/// <summary>What a model's summary says of one layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="OutputShape">Its output's shape, or those of its outputs; <c>?</c> before it is known.</param>
/// <param name="Parameters">How many numbers it has.</param>
/// <param name="Sources">Which calls it reads; empty where layers follow each other.</param>
internal sealed record SummaryLine(Layer Layer, string OutputShape, string Parameters, string Sources)
{
    /// <summary>The layer's name and class: <c>dense_1 (Dense)</c>.</summary>
    public string Name => $"{Layer.Name} ({Layer.ClassName})";
}
