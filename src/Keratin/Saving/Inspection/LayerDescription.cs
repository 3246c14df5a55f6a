namespace Keratin;

/// <summary>A layer of a model in a file, which need not be one that is known here.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">Its class, as the file names it: <c>Dense</c>.</param>
/// <param name="OutputShape">The shape of its output with the batch first, <c>(None, 64)</c>, as far as it follows from the configuration; else null.</param>
/// <param name="ParameterCount">The number of elements of its weights; null where the file does not say which are its.</param>
/// <param name="IsKnown">Whether its class is one of Keratin's or registered, so that it can be loaded.</param>
/// <param name="Weights">Its weights, with those of the layers inside of it.</param>
/// <param name="Layers">The layers inside of it, if it is a model.</param>
public sealed record LayerDescription(string Name, string ClassName, string? OutputShape, long? ParameterCount, bool IsKnown, IReadOnlyList<ArrayDescription> Weights, IReadOnlyList<LayerDescription> Layers);
