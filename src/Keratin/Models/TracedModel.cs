using Keratin.Core;

namespace Keratin;

/// <summary>A model written as graph.</summary>
/// <param name="Outputs">The model's outputs.</param>
/// <param name="LayerOutputs">The outputs of each call of a layer, in order, to tell where a value went wrong.</param>
/// <param name="Effects">What each training step does to weights beside the optimizer's updates; none where the graph is not for training.</param>
/// <param name="Losses">What layers add to the loss: single numbers, or one per row.</param>
internal sealed record TracedModel(Node[] Outputs, IReadOnlyList<(Layer Layer, Node Output)> LayerOutputs, IReadOnlyList<Node> Effects, IReadOnlyList<Node> Losses);
