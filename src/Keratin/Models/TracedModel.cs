using Keratin.Core;

namespace Keratin;

/// <summary>A model written as graph.</summary>
/// <param name="Output">The model's output.</param>
/// <param name="LayerOutputs">The output of each layer, in order, to tell where a value went wrong.</param>
internal sealed record TracedModel(Node Output, IReadOnlyList<(Layer Layer, Node Output)> LayerOutputs);
