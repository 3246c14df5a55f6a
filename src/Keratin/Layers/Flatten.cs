using Keratin.Core;

namespace Keratin;

/// <summary>
/// Makes each row one axis long: (None, 28, 28) becomes (None, 784), and (None,) becomes (None, 1). Nothing is copied;
/// no weights.
/// </summary>
/// <param name="name">The layer's name; default: <c>flatten</c>, <c>flatten_1</c>, …</param>
/// <param name="inputShape">The shape of one row of input, without the batch axis, where it should be known at once: <c>[28, 28]</c>.</param>
public sealed class Flatten(string? name = null, int[]? inputShape = null) : Layer(name, inputShape), IFromConfig<Flatten>
{
    static Flatten IFromConfig<Flatten>.FromConfig(Config config)
    {
        config.AllowOnly("data_format", "channels_last");
        return new(config.GetOptionalString("name"));
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) =>
        x.Shape.Rank == 2 ? x : new Node(new Core.Reshape(Shape.Create(x.Shape[0], x.Shape[1..].Size)), x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("data_format", "channels_last");
}
