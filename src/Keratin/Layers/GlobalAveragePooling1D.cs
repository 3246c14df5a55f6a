using Keratin.Core;

namespace Keratin;

/// <summary>The mean over the steps: (None, steps, features) becomes (None, features). No weights.</summary>
/// <param name="keepDims">Whether the axis of the steps stays, with size 1. Default: no.</param>
/// <param name="name">The layer's name; default: <c>global_average_pooling1d</c>, <c>global_average_pooling1d_1</c>, …</param>
public sealed class GlobalAveragePooling1D(bool keepDims = false, string? name = null) : Layer(name), IFromConfig<GlobalAveragePooling1D>
{
    /// <summary>Whether the axis of the steps stays, with size 1.</summary>
    public bool KeepDims => keepDims;

    static GlobalAveragePooling1D IFromConfig<GlobalAveragePooling1D>.FromConfig(Config config)
    {
        config.AllowOnly("data_format", "channels_last");
        return new(config.GetBool("keepdims", false), config.GetOptionalString("name"));
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        Node mean = new Node(new SumAxis(1), x) / new Node(new Literal(x.Shape[1]));
        return keepDims ? new Node(new Core.Reshape([x.Shape[0], 1, x.Shape.Last]), mean) : mean;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("data_format", "channels_last");
        config.Set("keepdims", keepDims);
    }

    private protected override void CheckRank(Shape inputShape)
    {
        if (inputShape.Rank != 3)
            throw new ArgumentException($"{this} expects rows of steps with features, as in an input of shape (None, 20, 16), but got {inputShape}: put it behind a layer such as Embedding that gives each row such a shape.");
    }
}
