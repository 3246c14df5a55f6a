using Keratin.Core;

namespace Keratin;

/// <summary>exp(x) / Σ exp(x) along the last axis: one probability per class, with sum 1. No weights.</summary>
/// <param name="name">The layer's name; default: <c>softmax</c>, <c>softmax_1</c>, …</param>
public sealed class Softmax(string? name = null) : Layer(name), IFromConfig<Softmax>
{
    private int Axis { get; init; } = -1;

    static Softmax IFromConfig<Softmax>.FromConfig(Config config) => new(config.GetOptionalString("name")) { Axis = LastAxis.Read(config) };

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => Activations.Softmax.Apply(x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("axis", Axis);

    private protected override void CheckRank(Shape inputShape) => LastAxis.Check(this, Axis, inputShape);
}
